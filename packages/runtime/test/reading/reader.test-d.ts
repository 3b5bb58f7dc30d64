import { expectTypeOf } from "vitest";
import { createPromptrail, type PromptReader } from "../../src/index.js";
import { project } from "../prompts.js";

const promptrail = await createPromptrail(project());

// Whoever only looks is handed a reader, which every Promptrail is.
expectTypeOf(promptrail).toExtend<PromptReader>();
const reader: PromptReader = promptrail;
expectTypeOf(reader.calls.read).returns.resolves.items.toHaveProperty("outcome");

// @ts-expect-error: a reader decides nothing.
await reader.rollback({ family: "greeting", actor: "ada" });

// @ts-expect-error: a reader runs no prompt.
await reader.call("greeting", { name: "Ada" });

// @ts-expect-error: a reader makes no key.
await reader.keys.add({ name: "ci", scopes: ["read"] });

// @ts-expect-error: a reader saves no evidence.
await reader.evidence.save(null);

// @ts-expect-error: a reader writes no record.
await reader.calls.append([]);

// @ts-expect-error: nobody closes what another one opened.
await reader.close();

// @ts-expect-error: what a process stands on is its own.
promptrail.store;
