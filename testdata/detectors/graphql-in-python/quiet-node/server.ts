import { createServer } from "node:http";
import { createSchema, createYoga } from "graphql-yoga";

const schema = createSchema({
  typeDefs: "type Query { books: [String!]! }",
  resolvers: { Query: { books: () => [] } },
});
createServer(createYoga({ schema })).listen(4000);
