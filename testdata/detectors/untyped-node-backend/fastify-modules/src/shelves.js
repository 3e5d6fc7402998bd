export default async function shelves(app) {
  app.get("/shelves", async () => []);
}
