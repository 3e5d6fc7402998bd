import express from "express"
import { HOST, Names, rules } from "./patterns"

const app = express()
const names = new Names()

app.post("/people", (req, res) => {
  const { host, phone, name } = req.body
  const ok = HOST.test(host) && // want `exponential time`
    rules.phone.test(phone) && // want `exponential time`
    Names.full.test(name) && // want `exponential time`
    names.valid(name)
  res.json({ ok })
})
