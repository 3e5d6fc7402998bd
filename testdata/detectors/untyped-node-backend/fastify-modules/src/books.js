export default async function books(app) {
  app.get("/books", async () => []);
}
