import { pool } from "../lib/database.js";
import { samePassword } from "../lib/passwords.js";

export class AuthService {
  async signIn(email: string, password: string): Promise<boolean> {
    const { rows } = await pool.query("select hash from account where email = $1", [email]);
    return rows.length === 1 && samePassword(password, rows[0].hash);
  }
}
