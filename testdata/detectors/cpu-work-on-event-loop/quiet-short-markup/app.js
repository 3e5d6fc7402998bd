const express = require("express")
const sanitizeHtml = require("sanitize-html")

const app = express()
app.use((req, res, next) => {
  req.url = sanitizeHtml(req.url) // advice `sanitize-html renders`
  next()
})
app.get("/", (req, res) => res.send(sanitizeHtml(req.query.name))) // advice `sanitize-html renders`
