from greeter.bot import Greeter

Greeter(command_prefix="!").run("token")
