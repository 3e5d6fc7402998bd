import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { logger } from "hono/logger";
import { links } from "./links.js";

const app = new Hono();
app.use(logger());
app.route("/links", links);
app.get("/", (c) => c.text("links"));

serve({ fetch: app.fetch, port: 3000 });
