export default async function fines(app) {
  app.get("/fines", async () => []);
}
