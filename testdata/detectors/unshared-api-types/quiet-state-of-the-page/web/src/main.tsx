import { createRoot } from "react-dom/client";

interface Message {
  id: number;
  text: string;
  author: string;
  pending: boolean;
}

const shown: Message[] = [];
createRoot(document.body).render(shown.length);
