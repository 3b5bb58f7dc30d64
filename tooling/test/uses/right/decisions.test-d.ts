import type { DecisionResult } from "@promptrail/core/lifecycle";
import type { PromptReader, Promptrail } from "@promptrail/runtime";
import { expectTypeOf } from "vitest";
import { promptrail } from "../shop.js";

const by = { actor: "ada", reason: "It is better." } as const;
const family = "product_description";

expectTypeOf(
  await promptrail.promote({ ...by, family, toVersion: 2 }),
).toEqualTypeOf<DecisionResult>();
await promptrail.rollback({ ...by, family });
await promptrail.rollback({ actor: "ada", family: "fraud_score", toVersion: 1, fromVersion: 2 });
await promptrail.shadow({ ...by, family, version: 2, rate: 0.1 });
await promptrail.shadow({ ...by, family, version: null });
await promptrail.archive({ ...by, family: "fraud_score", version: 1 });
await promptrail.resume({ ...by, family });
await promptrail.drill({ actor: "ada", family });
await promptrail.history({ family, limit: 5 });
await promptrail.history();
await promptrail.historyPage();
await promptrail.shadowPairs({ family });
promptrail.resolve(family);
await promptrail.readVersion(family, 2);

// What is only known when the program runs may be any: an older build decides about newer versions, too.
declare const chosen: { readonly family: string; readonly version: number };
await promptrail.promote({ ...by, family: chosen.family, toVersion: chosen.version });
await promptrail.promote({ ...by, family, toVersion: chosen.version });
await promptrail.rollback({ actor: "ada", family: chosen.family, toVersion: 7 });
await promptrail.archive({ ...by, ...chosen });
await promptrail.history({ family: chosen.family });
promptrail.resolve(chosen.family, chosen.version);

// One of some prompts is one of any.
const any: Promptrail = promptrail;
const reader: PromptReader = promptrail;
await reader.history({ family: "of_another_build" });
await any.promote({ ...by, family: "of_another_build", toVersion: 9 });
