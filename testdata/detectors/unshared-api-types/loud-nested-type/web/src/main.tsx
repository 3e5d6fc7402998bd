import { createRoot } from "react-dom/client";

interface Line { // want `Line expects price, which Line of api does not send`
  id: number;
  sku: string;
  amount: number;
  price: number;
}

interface Basket {
  id: number;
  lines: Line[];
}

const basket = (await (await fetch("/api/basket")).json()) as Basket;
createRoot(document.body).render(basket.lines.length);
