import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isListed, type Jinja2Case } from "../test/jinja2-agreement.ts";
import { randomCase, randomSpacedCase } from "./random/random-template.ts";
import { renderOutcome } from "./render-outcome.ts";
import { runJinja2 } from "./run-jinja2.ts";

/**
 * Writes the renderer's differential cases anew, by real Jinja2: `node tooling/jinja2/update-cases.ts`.
 * Run by hand, after `apt-get install python3-jinja2`, when templates.jsonl or the generator changed.
 */
const target = new URL("../../packages/renderer/test/jinja2/", import.meta.url);
const seed = 1;
const count = 1500;
/** Longer ones find what shorter ones find, and are no pleasure to read. */
const longest = 700;
const spacedCount = 800;
const longestSpaced = 900;

await writeWritten();
await writeFound();
await writeRandom();
await writeSpaced();

interface WrittenTemplate {
  readonly table: string;
  readonly template: string;
}

/** The templates of templates.jsonl, by table, over one context. */
async function writeWritten(): Promise<void> {
  const lines = readFileSync(new URL("templates.jsonl", import.meta.url), "utf8").split("\n");
  const templates = lines
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as WrittenTemplate);
  const context = fileURLToPath(new URL("context.json", target));
  write("cases.jsonl", await runJinja2(templates, context));
}

/** What people found, with contexts of its own. */
async function writeFound(): Promise<void> {
  const lines = readFileSync(new URL("found-templates.jsonl", import.meta.url), "utf8").split("\n");
  const found = lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Jinja2Case);
  write("found-cases.jsonl", await runJinja2(found));
}

/** Random templates under each of the eight settings of white space, with partials. */
async function writeSpaced(): Promise<void> {
  const requested = Array.from({ length: spacedCount * 3 }, (_, at) => randomSpacedCase(seed, at));
  const short = requested.filter((entry) => JSON.stringify(entry).length <= longestSpaced);
  const rendered = await runJinja2(short);
  const kept = rendered.filter((entry) => !isListed(entry, renderOutcome(entry, entry.context)));
  write("spaced-cases.jsonl", kept.slice(0, spacedCount));
}

/** Random templates with contexts of their own; without those that a listed rule refuses. */
async function writeRandom(): Promise<void> {
  const requested = Array.from({ length: count * 3 }, (_, index) => randomCase(seed, index));
  const short = requested.filter((entry) => JSON.stringify(entry).length <= longest);
  const rendered = await runJinja2(short);
  const kept = rendered.filter((entry) => !isListed(entry, renderOutcome(entry, entry.context)));
  write("random-cases.jsonl", kept.slice(0, count));
}

function write(file: string, cases: readonly (Jinja2Case & { readonly message?: string })[]): void {
  const lines = cases.map(({ message: _jinja2Words, ...entry }) => `${JSON.stringify(entry)}\n`);
  writeFileSync(new URL(file, target), lines.join(""));
  console.log(`${file}: ${cases.length} cases`);
}
