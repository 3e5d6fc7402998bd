import { createRoot } from "react-dom/client";

interface User {
  id: number;
  name: string;
  email: string;
  online: boolean;
}

async function users(): Promise<User[]> {
  return (await fetch("/users")).json();
}

users().then((list) => createRoot(document.body).render(list.length));
