const { app, BrowserWindow, ipcMain } = require("electron");
const { spawn } = require("child_process");

ipcMain.handle("separate", (event, file) => {
  spawn("python3", ["separate.py", file]);
});
app.whenReady().then(() => new BrowserWindow().loadFile("index.html"));
