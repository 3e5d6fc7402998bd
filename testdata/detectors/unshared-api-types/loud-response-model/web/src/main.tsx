import axios from "axios";
import { createRoot } from "react-dom/client";
import type { Profile } from "./types";

axios.get<Profile>("/api/me").then(({ data }) => createRoot(document.body).render(data.fullName));
