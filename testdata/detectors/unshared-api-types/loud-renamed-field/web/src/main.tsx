import { createRoot } from "react-dom/client";
import { loadOrders } from "./orders";

loadOrders().then((orders) => createRoot(document.body).render(orders.length));
