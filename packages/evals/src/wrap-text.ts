export { textWidth } from "./report/terminal/text-width.js";
export { wrapText } from "./report/terminal/wrap-text.js";
