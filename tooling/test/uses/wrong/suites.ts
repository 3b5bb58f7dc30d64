import { definePrompt } from "@promptrail/core";
import { cases, defineEval, defineSuite, maxWords, pass } from "@promptrail/evals";
import { z } from "zod";

const input = z.object({
  ticket: z.object({ subject: z.string(), messages: z.array(z.string()) }),
});
const prompt = definePrompt({
  family: "ticket",
  version: 1,
  status: "active",
  provider: "p",
  model: "m",
  maxTokens: 9,
  userTemplate: "{{ ticket.subject }}",
  input,
  output: z.object({
    due: z.iso.date().transform((due) => new Date(due)),
    tags: z.array(z.string()),
  }),
});
const context = { ticket: { subject: "s", messages: [] } };
const dataset = cases("rows", [{ id: "a", context, groundTruth: { urgent: true } }]);
const define = <C, G, D>() => defineEval<C, G, D>({ name: "x", evaluate: () => pass() });

//! a misspelt field of the context
//! at: subjcet
//! told: Property 'subjcet' does not exist on type '{ subject: string; messages: string[]; }'. Did you mean
defineEval({ name: "x", prompt, evaluate: ({ context }) => pass(context.ticket.subjcet) });

//! data that is read as the output schema's value, not in its JSON form
//! at: getTime
//! told: Property 'getTime' does not exist on type 'string'
defineEval({ name: "x", prompt, evaluate: ({ data }) => pass(String(data.due.getTime())) });

//! an eval of another context in a suite
//! at: define
//! told: "This eval reads a context that the suite does not give."
defineSuite({
  prompt,
  dataset,
  evals: [maxWords(3), define<{ order: string }, unknown, unknown>()],
});

//! an eval of other data in a suite
//! at: define
//! told: "This eval reads data that the prompt's output schema does not make."
defineSuite({ prompt, dataset, evals: [define<unknown, unknown, { score: number }>()] });

//! an eval of another ground truth in a suite
//! at: define
//! told: "This eval reads a ground truth that the dataset does not have."
defineSuite({ prompt, dataset, evals: [define<unknown, { fraud: boolean }, unknown>()] });

//! an eval of another context than the dataset's, in a suite of a family
//! at: define
//! told: "This eval reads a context that the suite does not give."
defineSuite({ family: "ticket", dataset, evals: [define<{ order: string }, unknown, unknown>()] });

//! a dataset of another context
//! at: dataset
//! told: "The cases of this dataset do not have the context that the prompt takes."
defineSuite({
  prompt,
  dataset: cases("x", [{ id: "a", context: { order: 1 } }]),
  evals: [maxWords(3)],
});

//! a misspelt setting of an eval
//! at: timeoutMS
//! told: 'timeoutMS' does not exist
defineEval({ name: "x", timeoutMS: 5, evaluate: () => pass() });

//! a misspelt setting of a suite
//! at: repeat
//! told: 'repeat' does not exist
defineSuite({ family: "ticket", dataset, evals: [maxWords(3)], repeat: 2 });

//! an eval that returns a number
//! at: 1
//! told: Type 'number' is not assignable
defineEval({ name: "x", evaluate: () => 1 });

//! a ground truth that does not fit its schema's type
//! at: fraud
//! told: Property 'fraud' does not exist on type
defineEval({
  name: "x",
  groundTruth: z.object({ urgent: z.boolean() }),
  evaluate: ({ groundTruth }) => pass(groundTruth.fraud),
});

//! a suite without a dataset
//! at: { family
//! told: Property 'dataset' is missing
defineSuite({ family: "ticket", evals: [maxWords(3)] });
