import { integer, pgTable, serial, text } from "drizzle-orm/pg-core";

export const link = pgTable("links", {
  id: serial("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  url: text("url").notNull(),
  hits: integer("hits").notNull().default(0),
});
