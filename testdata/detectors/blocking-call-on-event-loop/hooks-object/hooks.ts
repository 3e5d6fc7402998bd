import * as fs from "fs"
import { registry } from "unheard-of-framework"

registry.addHook("POST", "device", {
  BEFORE: async ({ request }) => {
    request.values.token = fs.readFileSync("./token", "utf8") // want `fs\.readFileSync waits for the file system`
  },
})
