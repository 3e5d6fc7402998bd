import express from "express";

import { loadConfig } from "./lib/config.js";
import { accounts } from "./routes/accounts.js";
import { orders } from "./routes/orders.js";

// Read once, before the first request: nothing waits for it.
const config = loadConfig();

const app = express();
app.use(express.json());
app.use("/accounts", accounts);
app.use("/orders", orders);

app.listen(config.port, () => {
  console.log(`listening on ${config.port}`);
});
