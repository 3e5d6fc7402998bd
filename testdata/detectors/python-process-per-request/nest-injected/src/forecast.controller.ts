import { Controller, Get, Param } from "@nestjs/common";
import { ForecastService } from "./forecast.service";

@Controller("forecast")
export class ForecastController {
  constructor(private readonly forecasts: ForecastService) {}

  @Get(":city")
  city(@Param("city") city: string) {
    return this.forecasts.of(city);
  }
}
