import { readFileSync } from "node:fs";

import { pool } from "../src/lib/database.js";
import { hashPassword } from "../src/lib/passwords.js";

// A command-line program: no one else waits for its thread.
for (const line of readFileSync("accounts.txt", "utf8").split("\n")) {
  await pool.query("insert into account (email, hash) values ($1, $2)", [line, hashPassword("changeme")]);
}
