const { ApolloServer } = require("@apollo/server")
const xlsx = require("xlsx")

const resolvers = {
  Query: {
    sheets: (parent, { file }) => xlsx.readFile(file).SheetNames, // want `xlsx\.readFile processes a document`
  },
}

module.exports = new ApolloServer({ typeDefs: "type Query { sheets(file: String): [String] }", resolvers })
