import { hashSync } from "bcryptjs"

export const digest = (text: string) => hashSync(text, 12) // want `bcryptjs\.hashSync computes cryptography .* POST /hash`
