export { serveEvals } from "./worker/serve-evals.js";
