const express = require("express");
const OpenAI = require("openai");
const Anthropic = require("@anthropic-ai/sdk");
const Replicate = require("replicate");
const { InferenceClient } = require("@huggingface/inference");

const openai = new OpenAI({ timeout: 20_000 });
const anthropic = new Anthropic({ timeout: 20_000 });
const replicate = new Replicate();
const hub = new InferenceClient(process.env.HF_TOKEN);

const app = express();
app.use(express.json());
app.post("/ask", async (req, res) => {
  res.json(await openai.chat.completions.create({ model: "gpt-5", messages: req.body }));
});
app.post("/sum", async (req, res) => {
  res.json(await anthropic.messages.create({ model: "claude", max_tokens: 500, messages: req.body }));
});
app.post("/draw", async (req, res) => res.json(await replicate.run("black-forest-labs/flux-schnell", { input: req.body })));
app.post("/sort", async (req, res) => res.json(await hub.textClassification({ inputs: req.body.text })));
app.listen(3000);
