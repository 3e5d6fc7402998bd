const argon2 = require("argon2")
const bcrypt = require("bcrypt")
const crypto = require("crypto")
const express = require("express")
const sharp = require("sharp")
const zlib = require("zlib")
const { promisify } = require("util")

const app = express()
const gzip = promisify(zlib.gzip)
const scrypt = promisify(crypto.scrypt)

app.post("/native", async (req, res) => {
  const small = await sharp(req.body.image).resize(100, 100).webp().toBuffer()
  const digest = await argon2.hash(req.body.password)
  const ok = await bcrypt.compare(req.body.password, req.body.hash)
  const key = await scrypt(req.body.password, "salt", 64)
  const packed = await gzip(small)
  crypto.pbkdf2(req.body.password, "salt", 600000, 32, "sha256", (err, derived) => {
    zlib.brotliCompress(derived, (err, out) => res.json({ digest, ok, key, packed, out }))
  })
})
