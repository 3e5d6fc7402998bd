export default async function rooms(app) {
  app.get("/rooms", async () => []);
}
