const assert = require("assert")

describe("names", () => {
  it("has words", async () => {
    const { body } = await fetch("http://localhost:3000/names")
    assert(/^(\w+\s?)*$/.test(body))
  })
})
