import { definePrompt } from "@promptrail/core";
import { cases, defineSuite, maxWords } from "@promptrail/evals";
import { contains, equals, jsonField, not, numericError } from "@promptrail/evals/built-in";
import { matchesJsonSchema } from "@promptrail/evals/json-schema";
import { expectTypeOf } from "vitest";
import { z } from "zod";

const input = z.object({ ticket: z.object({ subject: z.string() }) });
const groundTruth = z.object({ label: z.string(), hours: z.array(z.number()) });
const prompt = definePrompt({
  family: "ticket",
  version: 1,
  status: "active",
  provider: "p",
  model: "m",
  maxTokens: 9,
  userTemplate: "x",
  input,
});

// A function of the case is typed by the prompt and by the schema of the ground truth.
const subject = contains(
  ({ context, groundTruth: truth }) => {
    expectTypeOf(context).toEqualTypeOf<{ ticket: { subject: string } }>();
    expectTypeOf(truth).toEqualTypeOf<{ label: string; hours: number[] }>();
    return context.ticket.subject;
  },
  { prompt, groundTruth },
);
const label = equals({ groundTruth, expected: ({ groundTruth: truth }) => truth.label });

// Or by its own parameter.
const hours = numericError({
  tolerance: 0.1,
  expected: (facts: { readonly groundTruth: { readonly hours: readonly number[] } }) =>
    facts.groundTruth.hours,
});

const dataset = cases("rows", [
  {
    id: "a",
    context: { ticket: { subject: "s" } },
    groundTruth: { label: "urgent", hours: [1, 2] },
  },
]);
const schema = matchesJsonSchema({ type: "object" });
const evals = [subject, label, hours, not(label), jsonField("/a"), schema, maxWords(3)] as const;
defineSuite({ prompt, dataset, evals: [...evals] });
