import { createRoot } from "react-dom/client";

interface Event {
  id: number;
  x: number;
  y: number;
  pressure: number;
}

async function events(): Promise<Event[]> {
  return (await fetch("/events")).json();
}

events().then((list) => createRoot(document.body).render(list.length));
