import amqp from "amqplib";
import express from "express";
import { routes } from "./routes.ts";

const connection = await amqp.connect(process.env.AMQP_URL);
const channel = await connection.createChannel();
const app = express();
app.use(routes);
app.post("/mails", (req, res) => {
  channel.sendToQueue("mails", Buffer.from("hello"));
  res.sendStatus(202);
});
app.listen(3000);
