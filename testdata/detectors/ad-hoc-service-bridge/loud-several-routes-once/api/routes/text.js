const axios = require("axios");
const router = require("express").Router();

router.post("/sum", async (req, res) => {
  const { data } = await axios.post("http://localhost:5000/sum", req.body, { timeout: 900 }); // want `api \(Node\.js\) asks text \(Python\) at localhost:5000`
  res.json(data);
});
router.post("/tags", async (req, res) => {
  const { data } = await axios.post("http://localhost:5000/tags", req.body, { timeout: 900 });
  res.json(data);
});
module.exports = router;
