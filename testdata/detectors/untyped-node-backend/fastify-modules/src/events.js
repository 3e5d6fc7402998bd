export default async function events(app) {
  app.get("/events", async () => []);
}
