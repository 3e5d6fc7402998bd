const Koa = require("koa");
const Router = require("@koa/router");

const router = new Router();
require("./handlers/books")(router);
require("./handlers/authors")(router);
require("./handlers/loans")(router);
require("./handlers/readers")(router);
require("./handlers/fines")(router);
require("./handlers/shelves")(router);
require("./handlers/rooms")(router);
require("./handlers/events")(router);
require("./handlers/reviews")(router);
new Koa().use(router.routes()).listen(3000); // want `nothing checks the types of this Node\.js service: 10 files`
