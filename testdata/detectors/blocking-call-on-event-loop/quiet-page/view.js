import { renderSync } from "sass"

export async function restyle(text) {
  document.querySelector("style").textContent = renderSync({ data: text }).css
}
