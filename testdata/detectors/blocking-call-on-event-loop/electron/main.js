const { app, ipcMain } = require("electron")
const fs = require("fs")

app.whenReady().then(() => {
  ipcMain.handle("notes", async (event, name) => {
    return fs.readFileSync(name, "utf8") // want `fs\.readFileSync waits for the file system`
  })
})
