import { createRoot } from "react-dom/client";

export interface UserDto { // want `UserDto expects displayName, which UserDto of server does not send`
  id: string;
  email: string;
  role: string;
  displayName: string;
}

async function users(): Promise<UserDto[]> {
  return (await fetch("/users")).json();
}

users().then((list) => createRoot(document.body).render(list.length));
