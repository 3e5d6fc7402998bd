from discord.ext import commands

from greeter.setup import first_run


class Greeter(commands.Bot):
    async def on_member_join(self, member):
        await member.send(first_run(member.name))
