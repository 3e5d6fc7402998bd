import { Worker } from "node:worker_threads";

import { template, terms } from "../lib/templates.js";

export async function receipt(order: string): Promise<string> {
  const page = template("receipt").replace("{order}", order);
  return page + (await terms());
}

// The signature is computed in a thread of its own.
export function sign(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("../workers/signature.js", import.meta.url), { workerData: text });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
