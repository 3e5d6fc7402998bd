import { pbkdf2Sync } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";

const key = pbkdf2Sync(workerData, "orchard", 600_000, 32, "sha256");
parentPort?.postMessage(key.toString("hex"));
