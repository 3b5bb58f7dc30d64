import { serveProjectEvals } from "./project/evaluating/serve-project-evals.js";

// The thread that runs a project's evals: it loads the config as the command does.
await serveProjectEvals();
