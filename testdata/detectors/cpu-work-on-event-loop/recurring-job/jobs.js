const cron = require("node-cron")
const xlsx = require("xlsx")

cron.schedule("0 * * * *", async () => {
  const book = xlsx.readFile("orders.xlsx") // want `xlsx\.readFile processes a document`
  console.log(book.SheetNames)
})
