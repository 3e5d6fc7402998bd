import { createRoot } from "react-dom/client";

fetch("http://localhost:8000/score").then(async (answer) => createRoot(document.body).render(await answer.text()));
