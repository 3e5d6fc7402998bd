const app = require("express")()
const Helper = require("./helper")

app.post("/login", (req, res) => res.json({ ok: Helper.password.matches(req.body.password, req.user.hash) }))
