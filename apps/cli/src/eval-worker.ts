import { stripTypesWhereNodeDoesNot } from "./type-stripping.js";

// The thread that runs a project's evals: it loads the config as the command does.
stripTypesWhereNodeDoesNot();
const { serveProjectEvals } = await import("./project/evaluating/serve-project-evals.js");
await serveProjectEvals();
