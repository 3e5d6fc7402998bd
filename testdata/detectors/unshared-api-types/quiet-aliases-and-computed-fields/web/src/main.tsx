import { createRoot } from "react-dom/client";

interface Person {
  id: number;
  givenName: string;
  familyName: string;
  fullName: string;
  $ref: string;
}

async function people(): Promise<Person[]> {
  return (await fetch("/people")).json();
}

people().then((list) => createRoot(document.body).render(list.length));
