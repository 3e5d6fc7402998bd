#!/usr/bin/env node
const { program } = require("commander");

program.command("books").action(require("./commands/books"));
program.command("authors").action(require("./commands/authors"));
program.command("loans").action(require("./commands/loans"));
program.command("readers").action(require("./commands/readers"));
program.command("fines").action(require("./commands/fines"));
program.command("shelves").action(require("./commands/shelves"));
program.command("rooms").action(require("./commands/rooms"));
program.command("events").action(require("./commands/events"));
program.command("reviews").action(require("./commands/reviews"));
program.parse();
