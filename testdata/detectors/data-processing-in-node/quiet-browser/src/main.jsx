import { loadCSV } from "arquero";
import { createRoot } from "react-dom/client";

function Chart() {
  const load = async () => {
    const rain = await loadCSV("/rain.csv");
    document.title = String(rain.numRows());
  };
  return <button onClick={load}>load</button>;
}

createRoot(document.getElementById("root")).render(<Chart />);
