const fs = require("node:fs");
const { Client, Collection } = require("discord.js");

const client = new Client({ intents: [] });
client.commands = new Collection();
for (const file of fs.readdirSync("./commands")) {
  const command = require(`./commands/${file}`);
  client.commands.set(command.name, command);
}
client.on("messageCreate", (message) => {
  client.commands.get(message.content.split(" ")[0])?.execute(message);
});
client.login(process.env.TOKEN);
