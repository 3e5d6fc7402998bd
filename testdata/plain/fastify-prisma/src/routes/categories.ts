import type { FastifyInstance } from "fastify";
import { db } from "../db.js";

export async function categories(app: FastifyInstance) {
  app.get("/", async () => db.category.findMany({ orderBy: { name: "asc" } }));
  app.get<{ Params: { id: number } }>("/:id/products", async (request) =>
    db.product.findMany({ where: { categoryId: request.params.id } }),
  );
}
