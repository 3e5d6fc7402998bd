import amqp from "amqplib";
import express from "express";

const connection = await amqp.connect(process.env.AMQP_URL);
const channel = await connection.createChannel();
const app = express();
app.post("/scores", (req, res) => {
  channel.sendToQueue("scores", Buffer.from("1"));
  res.sendStatus(202);
});
app.listen(3000);
