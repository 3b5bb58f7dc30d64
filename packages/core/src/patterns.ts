export { type CompiledPattern, compilePattern } from "./pattern/compile-pattern.js";
