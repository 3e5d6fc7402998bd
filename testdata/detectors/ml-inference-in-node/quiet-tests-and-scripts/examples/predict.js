const express = require("express");
const tf = require("@tensorflow/tfjs-node");

const app = express();
app.get("/", async (req, res) => {
  const model = await tf.loadLayersModel("file://fruit/model.json");
  res.json(model.predict(tf.tensor1d([1])));
});
