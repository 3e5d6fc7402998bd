const cors = require("cors");
const express = require("express");
const helmet = require("helmet");
const morgan = require("morgan");
const { authenticate } = require("./middleware/auth");
const { errors } = require("./middleware/errors");

const app = express();
app.use(helmet());
app.use(cors());
app.use(morgan("tiny"));
app.use(express.json({ limit: "100kb" }));
app.use("/users", require("./routes/users"));
app.use("/orders", authenticate, require("./routes/orders"));
app.get("/health", (req, res) => res.json({ ok: true }));
app.use(errors);

module.exports = app;
