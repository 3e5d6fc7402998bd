import { readFileSync } from "fs"
import { Injectable } from "@nestjs/common"

@Injectable()
export class FilesService {
  banner() {
    return readFileSync("banner.txt", "utf8") // want `fs\.readFileSync waits for the file system .* GET /?banner`
  }
}
