import { Controller, Get } from "@nestjs/common";
import { LedgerService } from "./ledger.service";

@Controller("ledger")
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Get("totals")
  totals() {
    return this.ledger.totals();
  }
}
