const express = require("express")
const yaml = require("js-yaml")

express().post("/import", (req, res) => {
  res.json(yaml.load(req.body.document)) // want `js-yaml.load parses text .* POST /import`
})
