import Router from "@koa/router";
import { db } from "./db.js";

export const tickets = new Router({ prefix: "/tickets" });

tickets.get("/", async (ctx) => {
  ctx.body = await db("tickets").where({ open: true }).orderBy("created", "desc").limit(50);
});

tickets.get("/:id", async (ctx) => {
  const ticket = await db("tickets").where({ id: ctx.params.id }).first();
  ctx.assert(ticket, 404);
  ctx.body = ticket;
});

tickets.post("/", async (ctx) => {
  const [ticket] = await db("tickets").insert({ title: ctx.request.body.title, open: true }).returning("*");
  ctx.status = 201;
  ctx.body = ticket;
});

tickets.put("/:id/close", async (ctx) => {
  await db.transaction(async (trx) => {
    await trx("tickets").where({ id: ctx.params.id }).update({ open: false });
    await trx("events").insert({ ticket: ctx.params.id, kind: "closed" });
  });
  ctx.status = 204;
});
