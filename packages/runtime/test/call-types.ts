import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

const promptrail = await createPromptrail(project());

await promptrail.call("greeting", { name: "Ada" });

// @ts-expect-error: there is no such family.
await promptrail.call("greting", { name: "Ada" });

// @ts-expect-error: the name is missing.
await promptrail.call("greeting", {});

// @ts-expect-error: the name is text.
await promptrail.call("greeting", { name: 7 });
