const fs = require("fs/promises")

async function report() {
  const rows = JSON.parse(await fs.readFile("rows.json", "utf8"))
  const twins = rows.filter((row) => rows.some((other) => other !== row && other.key === row.key)) // want `rows\.some within a loop over rows takes about n² steps in rows`
  await fs.writeFile("twins.json", JSON.stringify(twins))
}

setInterval(report, 60000)
