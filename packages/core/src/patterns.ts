export { compilePattern } from "./pattern/compile-pattern.js";
