const express = require("express");

const app = express(); // want `nothing checks the types of this Node\.js service: 10 files`
app.use("/books", require("./routes/books"));
app.use("/authors", require("./routes/authors"));
app.use("/loans", require("./routes/loans"));
app.use("/readers", require("./routes/readers"));
app.use("/fines", require("./routes/fines"));
app.use("/shelves", require("./routes/shelves"));
app.use("/rooms", require("./routes/rooms"));
app.use("/events", require("./routes/events"));
app.use("/reviews", require("./routes/reviews"));
app.listen(3000);
