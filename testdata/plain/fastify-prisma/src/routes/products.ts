import { Type, type Static } from "@sinclair/typebox";
import type { FastifyInstance } from "fastify";
import { cached } from "../cache.js";
import { db } from "../db.js";

const Product = Type.Object({ name: Type.String({ maxLength: 200 }), price: Type.Number(), categoryId: Type.Integer() });
type Product = Static<typeof Product>;

export async function products(app: FastifyInstance) {
  app.get<{ Querystring: { page?: number } }>("/", async (request) => {
    const page = request.query.page ?? 0;
    return cached(`products:${page}`, 60, () => db.product.findMany({ skip: page * 50, take: 50, include: { category: true } }));
  });

  app.get<{ Params: { id: number } }>("/:id", async (request, reply) => {
    const product = await db.product.findUnique({ where: { id: request.params.id } });
    return product ?? reply.notFound();
  });

  app.post<{ Body: Product }>("/", { schema: { body: Product } }, async (request, reply) => {
    const product = await db.product.create({ data: request.body });
    return reply.code(201).send(product);
  });

  app.put<{ Params: { id: number }; Body: Product }>("/:id", { schema: { body: Product } }, async (request) =>
    db.product.update({ where: { id: request.params.id }, data: request.body }),
  );

  app.delete<{ Params: { id: number } }>("/:id", async (request, reply) => {
    await db.product.delete({ where: { id: request.params.id } });
    return reply.code(204).send();
  });
}
