import { zValidator } from "@hono/zod-validator";
import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { Hono } from "hono";
import postgres from "postgres";
import { z } from "zod";
import { link } from "./schema.js";

const db = drizzle(postgres(process.env.DATABASE_URL!));
export const links = new Hono();

links.get("/", async (c) => c.json(await db.select().from(link).limit(100)));

links.get("/:slug", async (c) => {
  const [found] = await db
    .update(link)
    .set({ hits: sql`${link.hits} + 1` })
    .where(eq(link.slug, c.req.param("slug")))
    .returning();
  return found ? c.redirect(found.url) : c.notFound();
});

links.post("/", zValidator("json", z.object({ slug: z.string().max(50), url: z.url() })), async (c) => {
  const [made] = await db.insert(link).values(c.req.valid("json")).returning();
  return c.json(made, 201);
});
