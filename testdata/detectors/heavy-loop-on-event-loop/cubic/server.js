const express = require("express")
const app = express()

app.post("/triples", (req, res) => {
  const numbers = req.body.numbers
  let found = 0
  numbers.forEach((a) => {
    numbers.forEach((b) => { // want `n² steps in numbers`
      if (numbers.some((c) => a + b === c)) found++ // want `numbers.some within a loop over numbers and numbers takes about n³ steps in numbers`
    })
  })
  res.json({ found })
})
