import express from "express"
import { InferenceSession } from "onnxruntime-node"

const app = express()
const ready = InferenceSession.create("./model.onnx")

app.post("/score", async (req, res) => {
  const session = await ready
  res.json(await session.run(req.body.inputs)) // want `onnxruntime-node\.InferenceSession\.run runs a model .* POST /score`
})
