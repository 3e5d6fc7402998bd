const { fromCSV } = require("arquero");

process.on("message", (csv) => process.send(fromCSV(csv).groupby("day").count().objects()));
