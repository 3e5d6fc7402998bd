import discord
import requests

client = discord.Client(intents=discord.Intents.default())


@client.event
async def on_message(message):
    joke = requests.get("https://example.org/joke").text  # want `requests\.get waits for the network`
    await message.channel.send(joke)


client.run("token")
