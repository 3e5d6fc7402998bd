const express = require("express")
const Papa = require("papaparse")

express().get("/rows", async (req, res) => {
  for await (const row of req.app.rows()) {
    res.write(Papa.unparse([row])) // advice `unparse encodes`
  }
  res.end()
})
