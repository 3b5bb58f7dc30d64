import { definePrompt } from "@promptrail/core";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { expectTypeOf } from "vitest";
import { z } from "zod";
import { base, lamp, promptrail, provider } from "../shop.js";

// A call gives what every version needs that may be live: each that is not archived.
await promptrail.call("product_description", { product: lamp, tone: "warm" });
await promptrail.render("product_description", { product: lamp, tone: "warm", mood: "good" });
promptrail.stream("product_description", { product: lamp, tone: "warm" }, { timeoutMs: 100 });
await promptrail.call("fraud_score", { order: { id: "o1" }, amount: 9 });
// Without a schema, only the templates say what they read.
await promptrail.call("newsletter", { anything: 1 });

// Versions that say the same of an object are one object; what has methods stays as it is.
type Context = Parameters<typeof promptrail.call<"fraud_score">>[1];
expectTypeOf<Context>().toEqualTypeOf<{ order: { id: string }; amount: number }>();

const note = { ...base, family: "note", userTemplate: "x" } as const;
const place = z.object({ at: z.date(), tags: z.array(z.string()) });
const notes = await createPromptrail({
  providers: [provider],
  prompts: [
    definePrompt({ ...note, version: 1, status: "active", input: z.object({ place }) }),
    definePrompt({
      ...note,
      version: 2,
      status: "draft",
      input: z.object({
        place: z.object({ at: z.date(), tags: z.array(z.string()), by: z.url() }),
      }),
    }),
    definePrompt({ ...note, version: 3, status: "shadow" }),
  ],
});
expectTypeOf<Parameters<typeof notes.call<"note">>[1]["place"]>().toEqualTypeOf<{
  at: Date;
  tags: string[];
  by: string;
}>();
await notes.call("note", { place: { at: new Date(), tags: [], by: "u" }, anything: 1 });

// Where nobody wrote the prompts down, any family and any context.
const any: Promptrail = promptrail;
await any.call("anything", { product: 1 }, { version: 7 });
