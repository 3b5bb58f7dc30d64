import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const run = promisify(execFile);

const head = `
import { definePrompt } from "@promptrail/core";
import { z } from "zod";
import { cases, defineEval, defineSuite, maxWords, pass } from "${root}packages/evals/src/index.js";
const input = z.object({ ticket: z.object({ subject: z.string(), messages: z.array(z.string()) }) });
const prompt = definePrompt({
  family: "ticket", version: 1, status: "active", provider: "p", model: "m", maxTokens: 9,
  userTemplate: "{{ ticket.subject }}", input,
  output: z.object({ due: z.iso.date().transform((due) => new Date(due)), tags: z.array(z.string()) }),
});
const context = { ticket: { subject: "s", messages: [] } };
const dataset = cases("rows", [{ id: "a", context, groundTruth: { urgent: true } }]);
const define = <C, G, D>() => defineEval<C, G, D>({ name: "x", evaluate: () => pass() });
`;

/** Each with what the compiler says of it. */
const wrongUses: readonly (readonly [title: string, code: string, told: RegExp])[] = [
  [
    "a misspelt field of the context",
    'defineEval({ name: "x", prompt, evaluate: ({ context }) => pass(context.ticket.subjcet) });',
    /Property 'subjcet' does not exist on type .* Did you mean 'subject'\?/,
  ],
  [
    "data that is read as the output schema's value, not in its JSON form",
    'defineEval({ name: "x", prompt, evaluate: ({ data }) => pass(String(data.due.getTime())) });',
    /Property 'getTime' does not exist on type 'string'/,
  ],
  [
    "an eval of another context in a suite",
    "defineSuite({ prompt, dataset, evals: [maxWords(3), define<{ order: { id: string } }, unknown, unknown>()] });",
    /"This eval reads a context that the suite does not give\."/,
  ],
  [
    "an eval of other data in a suite",
    "defineSuite({ prompt, dataset, evals: [define<unknown, unknown, { score: number }>()] });",
    /"This eval reads data that the prompt's output schema does not make\."/,
  ],
  [
    "an eval of another ground truth in a suite",
    "defineSuite({ prompt, dataset, evals: [define<unknown, { fraud: boolean }, unknown>()] });",
    /"This eval reads a ground truth that the dataset does not have\."/,
  ],
  [
    "an eval of another context than the dataset's, in a suite of a family",
    'defineSuite({ family: "ticket", dataset, evals: [define<{ order: string }, unknown, unknown>()] });',
    /"This eval reads a context that the suite does not give\."/,
  ],
  [
    "a dataset of another context",
    'defineSuite({ prompt, dataset: cases("x", [{ id: "a", context: { order: 1 } }]), evals: [maxWords(3)] });',
    /"The cases of this dataset do not have the context that the prompt takes\."/,
  ],
  [
    "a misspelt setting of an eval",
    'defineEval({ name: "x", timeoutMS: 5, evaluate: () => pass() });',
    /'timeoutMS' does not exist/,
  ],
  [
    "a misspelt setting of a suite",
    'defineSuite({ family: "ticket", dataset, evals: [maxWords(3)], repeat: 2 });',
    /'repeat' does not exist/,
  ],
  [
    "an eval that returns a number",
    'defineEval({ name: "x", evaluate: () => 1 });',
    /Type 'number' is not assignable/,
  ],
  [
    "a ground truth that does not fit its schema's type",
    'defineEval({ name: "x", groundTruth: z.object({ urgent: z.boolean() }), evaluate: ({ groundTruth }) => pass(groundTruth.fraud) });',
    /Property 'fraud' does not exist on type/,
  ],
];

const failed = z.object({ stdout: z.string() });

let folder: string;
let diagnostics: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-types-"));
  await symlink(join(root, "packages/evals/node_modules"), join(folder, "node_modules"));
  const files = wrongUses.map((_, index) => `use-${index}.ts`);
  for (const [index, [, code]] of wrongUses.entries()) {
    await writeFile(join(folder, files[index] ?? ""), `${head}${code}\n`);
  }
  const config = { extends: join(root, "tooling/build/tsconfig.check.json"), files };
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  diagnostics = await compile(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Each diagnostic with the lines that belong to it. */
async function compile(project: string): Promise<readonly string[]> {
  const tsc = join(root, "node_modules/.bin/tsc");
  const args = ["-p", project, "--noEmit", "--pretty", "false"];
  const out = await run(tsc, args, { cwd: project }).then(
    ({ stdout }) => stdout,
    (error: unknown) => failed.parse(error).stdout,
  );
  return out.split(/\n(?! )/).filter((diagnostic) => diagnostic.trim() !== "");
}

test.each(wrongUses.map(([title, , told], index) => [title, index, told] as const))(
  "%s is one short error",
  (_title, index, told) => {
    const found = diagnostics.filter((diagnostic) => diagnostic.startsWith(`use-${index}.ts(`));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(told);
    const message = found[0]?.replace(/^.*?: error TS\d+: /, "");
    expect(message?.length).toBeLessThanOrEqual(300);
  },
);

test("nothing else is wrong", () => {
  expect(diagnostics.filter((diagnostic) => !/^use-\d+\.ts\(/.test(diagnostic))).toEqual([]);
});
