const fs = require("fs")
const express = require("express")

const templates = {}
const pages = new Map()

function template(name) {
  if (!templates[name]) {
    templates[name] = fs.readFileSync(name) // advice `readFileSync waits`
  }
  return templates[name]
}

function page(name) {
  if (!pages.has(name)) {
    pages.set(name, fs.readFileSync(name)) // advice `readFileSync waits`
  }
  return pages.get(name)
}

express().get("/:name", (req, res) => res.send(template(req.params.name) + page(req.params.name)))
