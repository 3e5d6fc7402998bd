export { render as page } from "./render.js";
