const bcrypt = require("bcryptjs")

describe("accounts", () => {
  beforeEach(async () => {
    global.digest = bcrypt.hashSync("secret", 12)
  })

  it("knows the password", async () => {
    expect(bcrypt.compareSync("secret", global.digest)).toBe(true)
  })
})
