const { Client } = require("discord.js");
const toxicity = require("@tensorflow-models/toxicity");

const client = new Client({ intents: [] });
const loading = toxicity.load(0.9);
client.on("messageCreate", async (message) => {
  const model = await loading;
  const found = await model.classify([message.content]); // want `classify runs a model`
  if (found.some((f) => f.results[0].match)) await message.delete();
});
client.login(process.env.TOKEN);
