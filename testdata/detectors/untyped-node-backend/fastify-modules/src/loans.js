export default async function loans(app) {
  app.get("/loans", async () => []);
}
