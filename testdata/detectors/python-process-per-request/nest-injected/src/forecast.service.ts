import { Injectable } from "@nestjs/common";
import { exec } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(exec);

@Injectable()
export class ForecastService {
  async of(city: string) {
    const { stdout } = await run(`python scripts/forecast.py ${city}`); // want `forecast\.py`
    return JSON.parse(stdout);
  }
}
