import express from "express";

const app = express();
app.use(express.json());
app.post("/tags", (req, res) => {
  const tags = req.body.tags;
  res.json(tags.filter((tag, i) => tags.indexOf(tag) === i)); // wanted
});
app.listen(3000);
