import { Body, Controller, Post } from "@nestjs/common"
import { StatsService } from "./stats.service"

@Controller()
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Post("twins")
  twins(@Body() rows: { id: number; key: string }[]) {
    return this.stats.twins(rows)
  }
}
