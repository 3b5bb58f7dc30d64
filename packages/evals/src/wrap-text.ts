export { wrapText } from "./report/terminal/wrap-text.js";
