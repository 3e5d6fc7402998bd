import { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import * as grpc from "@grpc/grpc-js";
import { label, type Order } from "@shop/types";
import express from "express";

const stock = new grpc.Client("stock:50051", grpc.credentials.createInsecure());

const typeDefs = `type Order { id: ID! total: Float! } type Query { orders: [Order!]! }`;
const resolvers = { Query: { orders: async () => [] as Order[] } };

const app = express();
const server = new ApolloServer({ typeDefs, resolvers });
await server.start();
app.use("/graphql", express.json(), expressMiddleware(server));

app.get("/events", (req, res) => {
  res.writeHead(200, { "content-type": "text/event-stream" });
  const timer = setInterval(() => res.write(`data: ${label({ id: "1", total: 2 })}\n\n`), 5000);
  req.on("close", () => clearInterval(timer));
});

app.get("/stock/:id", (req, res, next) => {
  stock.makeUnaryRequest("/stock.Stock/Get", (v: Buffer) => v, (v: Buffer) => v, Buffer.from(req.params.id), (err, value) => {
    if (err) next(err);
    else res.send(value);
  });
});

app.listen(3000);
