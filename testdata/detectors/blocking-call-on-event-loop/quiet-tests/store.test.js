const fs = require("fs")
const { execSync } = require("child_process")

beforeAll(async () => {
  execSync("rm -rf ./out")
})

test("writes the file", async () => {
  expect(fs.readFileSync("./out/a.txt", "utf8")).toBe("a")
})
