import { createRoot } from "react-dom/client";

interface Order {
  id: number;
  total: number;
  customer: string;
  paidAt: string;
}

async function orders(): Promise<Order[]> {
  return (await fetch("/orders")).json();
}

orders().then((list) => createRoot(document.body).render(list.length));
