import { createRoot } from "react-dom/client";

interface Order {
  id: number;
  total: number;
  customerName: string;
  selected?: boolean;
  label: string | undefined;
}

async function orders(): Promise<Order[]> {
  return (await fetch("/orders")).json();
}

orders().then((list) => createRoot(document.body).render(list.length));
