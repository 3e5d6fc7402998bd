const router = require("express").Router()
const { accept } = require("./service")

router.post("/names", async (req, res) => {
  res.json(await accept(req.body.name))
})

module.exports = router
