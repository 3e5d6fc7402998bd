import type { Order } from "@shop/types";
import { createRoot } from "react-dom/client";

async function orders(): Promise<Order[]> {
  return (await fetch("/orders")).json();
}

orders().then((list) => createRoot(document.body).render(list.length));
