import { createRoot } from "react-dom/client";
import Books from "./books.jsx";
import Authors from "./authors.jsx";
import Loans from "./loans.jsx";
import Readers from "./readers.jsx";
import Fines from "./fines.jsx";
import Shelves from "./shelves.jsx";
import Rooms from "./rooms.jsx";
import Events from "./events.jsx";
import Reviews from "./reviews.jsx";

createRoot(document.getElementById("root")).render(<main><Books /><Authors /><Loans /><Readers /><Fines /><Shelves /><Rooms /><Events /><Reviews /></main>);
