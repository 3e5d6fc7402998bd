const { pipeline } = require("@huggingface/transformers");

const loading = pipeline("zero-shot-classification");
process.on("message", async (text) => {
  const classify = await loading;
  process.send(await classify(text, ["bill", "letter"]));
});
