import { definePrompt, type JsonValue, type ToolCall } from "@promptrail/core";
import { cases, defineEval, defineSuite, jsonl, maxWords, pass, tryEval } from "@promptrail/evals";
import { expectTypeOf } from "vitest";
import { z } from "zod";

const base = {
  provider: "p",
  model: "m",
  maxTokens: 9,
  userTemplate: "x",
  changelog: "Why.",
} as const;
const ticketInput = z.object({
  ticket: z.object({ subject: z.string(), tone: z.string().optional() }),
});
const ticketTruth = z.object({ urgent: z.boolean() });
const ticket = definePrompt({
  ...base,
  family: "ticket",
  version: 1,
  status: "active",
  input: ticketInput,
  output: z.object({
    due: z.iso.date().transform((due) => new Date(due)),
    tags: z.array(z.string()).default([]),
  }),
});
const plain = definePrompt({ ...base, family: "plain", version: 1, status: "active" });

// An eval knows its prompt's context, the JSON form of its data, and the ground truth.
const typed = defineEval({
  name: "typed",
  prompt: ticket,
  groundTruth: ticketTruth,
  evaluate: ({ context, data, groundTruth, toolCalls, cost }, { signal }) => {
    expectTypeOf(context).toEqualTypeOf<{
      ticket: { subject: string; tone?: string | undefined };
    }>();
    expectTypeOf(data.due).toEqualTypeOf<string>();
    expectTypeOf(data.tags).toEqualTypeOf<readonly string[]>();
    expectTypeOf(groundTruth).toEqualTypeOf<{ urgent: boolean }>();
    expectTypeOf(toolCalls).toEqualTypeOf<readonly ToolCall[]>();
    expectTypeOf(cost).toEqualTypeOf<number | null>();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    return groundTruth.urgent ? pass() : null;
  },
});

// A prompt without an output schema has no data.
defineEval({
  name: "plain",
  prompt: plain,
  evaluate: ({ data }) => {
    expectTypeOf(data).toEqualTypeOf<null>();
    return pass();
  },
});

// Without a prompt nothing is known of the context, and the data is any JSON.
const untyped = defineEval({
  name: "untyped",
  evaluate: async ({ context, data }) => {
    expectTypeOf(context).toEqualTypeOf<unknown>();
    expectTypeOf(data).toEqualTypeOf<JsonValue>();
    return null;
  },
});

// By hand.
const byHand = defineEval<{ ticket: { subject: string } }, { urgent: boolean }, { due: string }>({
  name: "by_hand",
  evaluate: ({ context, groundTruth, data }) =>
    pass(`${context.ticket.subject} ${groundTruth.urgent} ${data.due}`),
});

const rows = jsonl("rows.jsonl", { context: ticketInput, groundTruth: ticketTruth });
defineSuite({ prompt: ticket, dataset: rows, evals: [typed, untyped, byHand, maxWords(3)] });
// What nobody typed fits everything.
defineSuite({ prompt: ticket, dataset: jsonl("rows.jsonl"), evals: [typed, untyped, byHand] });
defineSuite({ family: "ticket", dataset: jsonl("rows.jsonl"), evals: [typed, byHand] });
defineSuite({ family: "ticket", dataset: rows, evals: [typed, untyped] });
defineSuite({ prompt: plain, dataset: rows, evals: [untyped, maxWords(3)] });
defineSuite({
  prompt: ticket,
  dataset: cases("rows", [
    { id: "a", context: { ticket: { subject: "s" } }, groundTruth: { urgent: true } },
  ]),
  evals: [typed],
});
const suites = [typed, byHand];
defineSuite({ prompt: ticket, dataset: rows, evals: suites });

await tryEval(typed, { output: "x", context: { ticket: { subject: "s" } } });

// A suite knows its family, from its name or from a version.
expectTypeOf(
  defineSuite({ family: "ticket", dataset: rows, evals: [maxWords(3)] }).family,
).toEqualTypeOf<"ticket">();
expectTypeOf(
  defineSuite({ prompt: plain, dataset: rows, evals: [maxWords(3)] }).family,
).toEqualTypeOf<"plain">();
declare const named: string;
expectTypeOf(
  defineSuite({ family: named, dataset: rows, evals: [maxWords(3)] }).family,
).toEqualTypeOf<string>();
