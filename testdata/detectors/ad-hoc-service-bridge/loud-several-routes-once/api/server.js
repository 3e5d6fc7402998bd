const express = require("express");

const app = express();
app.use("/text", require("./routes/text"));
app.listen(3000);
