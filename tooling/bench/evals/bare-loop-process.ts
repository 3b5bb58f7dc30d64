import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { EvalResult, EvalSubject } from "@promptrail/core";
import { createTransport } from "@promptrail/transport";
import OpenAI from "openai";
import { asked, type BenchCase, evals, writeUserText } from "./evals-project.ts";
import { tellFigures } from "./run-figures.ts";

/**
 * What somebody writes who has the vendor's client and nothing else: so many calls at once, the same checks, and a line
 * of JSON for each case, with the answer and what was said of it.
 */
const [baseUrl = "", dataset = "", folder = "", inFlight = ""] = process.argv.slice(2);
const { apiKey, model, maxTokens, system } = asked;
const transport = createTransport();
const client = new OpenAI({ apiKey, baseURL: baseUrl, maxRetries: 0, fetch: transport.fetch });
const { signal } = new AbortController();

async function runCase(testCase: BenchCase) {
  const answer = await client.chat.completions.create({
    model,
    max_completion_tokens: maxTokens,
    messages: [
      { role: "system", content: system },
      { role: "user", content: writeUserText(testCase.context) },
    ],
  });
  const subject = toSubject(answer.choices[0]?.message.content ?? "", testCase);
  const verdicts: (EvalResult | null)[] = [];
  for (const check of evals) verdicts.push(await check.evaluate(subject, { signal }));
  return { id: testCase.id, answer, verdicts };
}

function toSubject(output: string, { ground_truth: groundTruth, context }: BenchCase) {
  const usage = { input: null, output: null, cacheRead: null, cacheWrite: null, reasoning: null };
  const unknown = { data: null, toolCalls: [], usage, cost: null, durationMs: 0 } as const;
  return { ...unknown, outcome: "ok", output, groundTruth, context } satisfies EvalSubject;
}

function isCase(value: unknown): value is BenchCase {
  return typeof value === "object" && value !== null && "id" in value && "context" in value;
}

const start = performance.now();
const written = createWriteStream(join(folder, "results.jsonl"));
const lines = createInterface({ input: createReadStream(dataset) })[Symbol.asyncIterator]();
let cases = 0;
let passed = 0;

async function keepOn(): Promise<void> {
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    const testCase: unknown = JSON.parse(next.value);
    if (!isCase(testCase)) throw new Error(`This is no case: ${next.value}`);
    const result = await runCase(testCase);
    written.write(`${JSON.stringify(result)}\n`);
    cases += 1;
    if (result.verdicts.every((verdict) => verdict?.passed)) passed += 1;
  }
}

await Promise.all(Array.from({ length: Number(inFlight) }, keepOn));
written.end();
await once(written, "finish");
tellFigures({ ms: performance.now() - start, cases, passed });
await transport.close();
