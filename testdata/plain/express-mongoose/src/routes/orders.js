const { Router } = require("express");
const orders = require("../controllers/orders");

const router = Router();
router.get("/", orders.list);
router.post("/", orders.create);
router.get("/:id", orders.get);
router.patch("/:id", orders.update);
router.delete("/:id", orders.remove);

module.exports = router;
