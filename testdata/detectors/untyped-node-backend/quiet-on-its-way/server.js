const express = require("express");

const app = express();
app.use("/books", require("./routes/books"));
app.use("/authors", require("./routes/authors"));
app.use("/loans", require("./routes/loans"));
app.use("/readers", require("./routes/readers"));
app.use("/fines", require("./routes/fines"));
app.use("/shelves", require("./routes/shelves"));
app.use("/rooms", require("./routes/rooms"));
app.listen(3000);
