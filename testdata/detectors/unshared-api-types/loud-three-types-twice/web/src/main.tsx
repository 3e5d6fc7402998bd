import { createRoot } from "react-dom/client";
import { basket } from "./api";

basket().then((b) => createRoot(document.body).render(b.id));
