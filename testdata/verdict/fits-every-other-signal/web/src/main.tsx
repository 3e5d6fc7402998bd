import { label, type Order } from "@shop/types";
import { createRoot } from "react-dom/client";

function Orders({ orders }: { orders: Order[] }) {
  return <ul>{orders.map((o) => <li key={o.id}>{label(o)}</li>)}</ul>;
}

createRoot(document.getElementById("root")!).render(<Orders orders={[]} />);
