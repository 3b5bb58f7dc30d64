import { memory, PromptrailError, type Store } from "@promptrail/core";
import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

// Run as a process of its own: tells in lines of JSON what it serves, until it is killed.
const [projectFolder = ".", condition = "up"] = process.argv.slice(2);

const inner = memory();
const store: Store = {
  description: "of the child process",
  migrate: async () => [],
  open: async (settings) => {
    if (condition === "up") return inner.open(settings);
    throw new PromptrailError("store_unavailable", "Connection refused. Start the database.");
  },
};

const startedAt = performance.now();
const promptrail = await createPromptrail(
  { ...project(), environment: "production", projectFolder, store },
  { onProblem: () => {} },
);
const tookMs = performance.now() - startedAt;
if (condition === "up") await promptrail.rollback({ family: "greeting", actor: "ada" });
const { version } = promptrail.resolve("greeting").version;
console.log(JSON.stringify({ version, tookMs, stateSource: promptrail.status().stateSource }));
setInterval(() => {}, 60_000);
