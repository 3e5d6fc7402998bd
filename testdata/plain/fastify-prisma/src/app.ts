import sensible from "@fastify/sensible";
import Fastify from "fastify";
import { cache } from "./cache.js";
import { categories } from "./routes/categories.js";
import { products } from "./routes/products.js";

export async function buildApp() {
  const app = Fastify({ logger: true });
  await app.register(sensible);
  await app.register(products, { prefix: "/products" });
  await app.register(categories, { prefix: "/categories" });
  app.get("/health", async () => ({ ok: true }));
  app.addHook("onClose", async () => {
    await cache.quit();
  });
  return app;
}
