const request = require("supertest");
const app = require("../src/app");

test("orders need a token", async () => {
  await request(app).get("/orders").expect(401);
});
