const crypto = require("crypto")

exports.derive = (password) => crypto.pbkdf2Sync(password, "salt", 600000, 32, "sha256").toString("hex") // want `crypto\.pbkdf2Sync computes cryptography .* POST /sign-up` want-trace: POST /sign-up -> handler calls signUp -> signUp calls derive -> crypto
