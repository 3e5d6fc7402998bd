import express from "express";
import { loadPyodide } from "pyodide";

const python = await loadPyodide();
const app = express();
app.get("/trend", (req, res) => {
  res.json(python.runPython("import pandas as pd; pd.read_csv('rain.csv').mean().to_dict()")); // want `runPython processes data .* GET /trend`
});
app.listen(3000);
