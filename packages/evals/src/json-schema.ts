export { matchesJsonSchema } from "./evals/json/matches-json-schema.js";
