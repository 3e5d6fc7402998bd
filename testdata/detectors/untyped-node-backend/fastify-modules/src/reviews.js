export default async function reviews(app) {
  app.get("/reviews", async () => []);
}
