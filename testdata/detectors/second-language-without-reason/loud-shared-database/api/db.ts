import { Pool } from "pg";

export const pool = new Pool({ connectionString: "postgres://shop@db/shop" });
