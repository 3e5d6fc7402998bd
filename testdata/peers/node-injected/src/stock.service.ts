import { Injectable } from "@nestjs/common";
import { execFileSync } from "node:child_process";

@Injectable()
export class StockService {
  count(item: string) {
    return Number(execFileSync("stock", ["--count", item])); // wanted
  }
}
