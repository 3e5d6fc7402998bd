import { HttpModule, HttpService } from "@nestjs/axios"
import { Controller, Get, Module } from "@nestjs/common"
import { firstValueFrom } from "rxjs"

@Controller("rates")
export class RateController {
  constructor(private readonly http: HttpService) {}

  @Get()
  async latest() {
    const { data } = await firstValueFrom(this.http.get("https://rates.example/latest")) // want `this\.http\.get waits for an answer without a timeout`
    return data
  }
}

@Module({ imports: [HttpModule], controllers: [RateController] })
export class RateModule {}
