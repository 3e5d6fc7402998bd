export default async function authors(app) {
  app.get("/authors", async () => []);
}
