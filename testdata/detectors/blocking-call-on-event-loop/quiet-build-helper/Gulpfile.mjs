import { transform } from "./transform.mjs"

await transform("src/a.js")
