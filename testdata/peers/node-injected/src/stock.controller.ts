import { Controller, Get, Param } from "@nestjs/common";
import { StockService } from "./stock.service";

@Controller("stock")
export class StockController {
  constructor(private readonly stock: StockService) {}

  @Get(":item")
  count(@Param("item") item: string) {
    return this.stock.count(item);
  }
}
