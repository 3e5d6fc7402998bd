const express = require("express")
const app = express()

app.post("/signup", (req, res) => {
  const { mail, name, phone, color, host, quoted } = req.body
  const ok = /^[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}$/i.test(mail) &&
    /^\w+(?:\s\w+)*$/.test(name) &&
    /^(?:\d{3}-){2}\d{4}$/.test(phone) &&
    /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(color) &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,6}$/.test(host) &&
    /^"(?:[^"\\]|\\.)*"$/.test(quoted)
  const words = name.match(/(\w+)+/g)
  const parts = mail.split(/[,;]/)
  res.json({ ok, words, parts, any: /^([\s\S]+)*$/.test(name) })
})

app.get("/me", (req, res) => {
  const [, token] = req.headers.authorization.match(/^Bearer\s+(.+)$/i) || []
  res.json({ token })
})
