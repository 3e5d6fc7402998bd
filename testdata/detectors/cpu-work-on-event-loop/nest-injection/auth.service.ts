import { Injectable } from "@nestjs/common"
import { scryptSync } from "crypto"

@Injectable()
export class AuthService {
  check(password: string) {
    return scryptSync(password, "salt", 64).toString("hex") // want `crypto\.scryptSync computes cryptography on the event loop while serving POST`
  }
}
