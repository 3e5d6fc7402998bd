export default async function readers(app) {
  app.get("/readers", async () => []);
}
