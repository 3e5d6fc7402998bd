import { fork } from "child_process"
import * as path from "path"
import type { Child } from "./child"

export const children: Child[] = []

export function add() {
  return fork(path.resolve(__dirname, "child.js"))
}
