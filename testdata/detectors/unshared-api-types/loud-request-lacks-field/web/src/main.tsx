import { createRoot } from "react-dom/client";
import { book } from "./api";

book({ room: 1, from: "a", until: "b" }).then(() => createRoot(document.body).render("booked"));
