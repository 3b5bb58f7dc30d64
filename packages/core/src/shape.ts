export { type ContextShape, shapeVersion, toContextShape } from "./shape/to-context-shape.js";
