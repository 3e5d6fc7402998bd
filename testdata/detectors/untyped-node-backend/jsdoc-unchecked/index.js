const express = require("express");

const app = express(); // want `nothing checks the types of this Node\.js service: 10 files`
require("./handlers/books")(app);
require("./handlers/authors")(app);
require("./handlers/loans")(app);
require("./handlers/readers")(app);
require("./handlers/fines")(app);
require("./handlers/shelves")(app);
require("./handlers/rooms")(app);
require("./handlers/events")(app);
require("./handlers/reviews")(app);
app.listen(3000);
