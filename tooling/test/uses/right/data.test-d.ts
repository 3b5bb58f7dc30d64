import { definePrompt } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { expectTypeOf } from "vitest";
import { z } from "zod";
import { provider } from "../shop.js";

const base = { provider: "fake", model: "m", maxTokens: 50, userTemplate: "Hi." } as const;
const note = { ...base, family: "note" } as const;
const look = { name: "look", description: "Looks it up.", inputSchema: {} };

const prompts = [
  definePrompt({ ...note, version: 1, status: "archived", output: z.array(z.string()) }),
  definePrompt({
    ...note,
    version: 2,
    status: "active",
    changelog: "Has a date.",
    output: z.object({ due: z.iso.date().transform((due) => new Date(due)) }),
  }),
  definePrompt({
    ...note,
    version: 3,
    status: "draft",
    changelog: "Has tags.",
    output: z.object({ tags: z.array(z.string()).default([]) }),
  }),
  definePrompt({ ...base, family: "text", version: 1, status: "active" }),
  definePrompt({
    ...base,
    family: "agent",
    version: 1,
    status: "active",
    tools: [look],
    output: z.object({ score: z.coerce.number() }),
  }),
] as const;
const promptrail = await createPromptrail({ prompts, providers: [provider] });

interface Dated {
  due: Date;
}
interface Tagged {
  tags: string[];
}

// Over every version that may be live: an archived one may not.
expectTypeOf((await promptrail.call("note", {})).data).toEqualTypeOf<Dated | Tagged>();

// A pinned version's own.
expectTypeOf((await promptrail.call("note", {}, { version: 2 })).data).toEqualTypeOf<Dated>();
expectTypeOf((await promptrail.call("note", {}, { version: 1 })).data).toEqualTypeOf<string[]>();
const pinned: number = prompts.length;
expectTypeOf((await promptrail.call("note", {}, { version: pinned })).data).toEqualTypeOf<
  Dated | Tagged
>();

// Without an output schema there is none, and an answer that calls tools has none.
expectTypeOf((await promptrail.call("text", {})).data).toEqualTypeOf<null>();
expectTypeOf((await promptrail.call("agent", {})).data).toEqualTypeOf<{ score: number } | null>();

// Nor has an outcome that is no success.
const accepted = await promptrail.call("note", {}, { version: 2, accept: ["truncated"] });
expectTypeOf(accepted.data).toEqualTypeOf<Dated | null>();
for await (const event of promptrail.stream("note", {}, { version: 3 })) {
  if (event.type === "finish") {
    expectTypeOf(event.result.data).toEqualTypeOf<Tagged | null>();
  }
}
