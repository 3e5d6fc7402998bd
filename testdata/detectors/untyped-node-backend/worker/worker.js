const { Worker } = require("bullmq");
const books = require("./jobs/books");
const authors = require("./jobs/authors");
const loans = require("./jobs/loans");
const readers = require("./jobs/readers");
const fines = require("./jobs/fines");
const shelves = require("./jobs/shelves");
const rooms = require("./jobs/rooms");
const events = require("./jobs/events");
const reviews = require("./jobs/reviews");

const jobs = { books, authors, loans, readers, fines, shelves, rooms, events, reviews };
new Worker("mails", async (job) => jobs[job.name](job.data)); // want `nothing checks the types of this Node\.js service: 10 files`
