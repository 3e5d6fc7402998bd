import { Controller, Get } from "@nestjs/common"
import { FilesService } from "./files.service"

@Controller()
export class FilesController {
  constructor(private readonly files: FilesService) {}

  @Get("banner")
  banner() {
    return this.files.banner()
  }
}
