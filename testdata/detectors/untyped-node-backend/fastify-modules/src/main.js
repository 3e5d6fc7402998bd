import Fastify from "fastify";
import books from "./books.js";
import authors from "./authors.js";
import loans from "./loans.js";
import readers from "./readers.js";
import fines from "./fines.js";
import shelves from "./shelves.js";
import rooms from "./rooms.js";
import events from "./events.js";
import reviews from "./reviews.js";

const app = Fastify(); // want `nothing checks the types of this Node\.js service: 10 files`
app.register(books);
app.register(authors);
app.register(loans);
app.register(readers);
app.register(fines);
app.register(shelves);
app.register(rooms);
app.register(events);
app.register(reviews);
await app.listen({ port: 3000 });
