import { spawnSync } from "child_process"

const usage = (mount: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { stdout, error } = spawnSync("df", [mount]) // want `child_process\.spawnSync waits for another process`
    if (error) reject(error)
    else resolve(stdout.toString())
  })

export const disks = { linux: (mount: string) => usage(mount).then((text) => text.split("\n")) }
