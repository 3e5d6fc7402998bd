import { pbkdf2Sync } from "node:crypto";
import { parentPort } from "node:worker_threads";

parentPort.on("message", (password) => {
  parentPort.postMessage(pbkdf2Sync(password, "salt", 600000, 32, "sha256"));
});
