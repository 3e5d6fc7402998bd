import express from "express";
import { createRequire } from "node:module";

const app = express();
app.post("/actions/:name", (req, res) => {
  const action = createRequire(import.meta.url)(`./actions/${req.params.name}.cjs`);
  res.send(action.run());
});
app.listen(3000);
