import { Injectable } from "@nestjs/common";
import pl from "nodejs-polars";

@Injectable()
export class LedgerService {
  totals() {
    const entries = pl.readParquet("ledger.parquet"); // want `nodejs-polars\.readParquet processes data`
    return entries.groupBy("account").sum().toRecords();
  }
}
