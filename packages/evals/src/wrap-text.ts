export { textWidth } from "./report/terminal/width/text-width.js";
export { wrapText } from "./report/terminal/width/wrap-text.js";
