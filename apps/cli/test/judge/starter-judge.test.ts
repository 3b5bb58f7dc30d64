import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/index.js";
import { createProcessTerminal } from "../../src/terminal.js";
import { type CliProject, createCliProject } from "../cli-project.js";

// The steps of the handbook's page, with the files that it shows: what it promises a reader holds.
const page = new URL(
  "../../../../tooling/handbook/evals/a-judge-without-a-key.md",
  import.meta.url,
);

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  await project.run("init");
  const text = await readFile(page, "utf8");
  const files = [...text.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)];
  expect(files.map(([, path]) => path)).toEqual([
    "prompts/summary-judge-v1.ts",
    "suites/ticket-summary-suite.ts",
    "promptrail.config.ts",
  ]);
  for (const [, path = "", code = ""] of files) await project.write(path, code);
});
afterAll(() => project.remove());

const version2 = "prompts/ticket-summary-v2.ts";
const read = (path: string) => readFile(join(project.folder, path), "utf8");

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await read(path);
  expect(text).toContain(from);
  await project.write(path, text.replace(from, to));
  await project.run("lock");
}

/** A person who knows what a summary is about from other words for it, too. */
async function label() {
  const knows = /Subject:|the bill|where the parcels go/;
  const shown: string[] = [];
  const printed = { out: "", err: "" };
  const exitCode = await runCli(
    ["judge", "label", "ticket_summary", "--run", "run.json", "--count", "40", "--json"],
    {
      ...createProcessTerminal(),
      folder: project.folder,
      environment: { PROMPTRAIL_ACTOR: "ada" },
      out: (text) => {
        printed.out += text;
      },
      err: (text) => {
        shown.push(text);
      },
      ask: async () => (knows.test(shown.at(-1)?.split("Answer:").at(-1) ?? "") ? "2" : "1"),
    },
  );
  return { exitCode, json: JSON.parse(printed.out) };
}

async function evaluate() {
  const { out } = await project.run("eval", "ticket_summary", "--version", "2", "--json");
  return { out, report: JSON.parse(out).reports[0] };
}

test("a judge in a new project earns its card by labels, refuses what only it sees, and lets the other pass", async () => {
  const checked = await project.run("check", "--json");
  await project.run("lock");
  await project.run("new", "ticket_summary", "--changelog", "The messages tell it all.");
  await change(version2, "Subject: {{ ticket.subject }}\n", "");
  const before = await evaluate();
  expect(before.report.verdict).toBe("inconclusive");
  expect(before.report.reasons[0]).toContain("it has no card");
  await project.write("run.json", before.out);

  const labelled = await label();
  expect(labelled.json).toMatchObject({ labelled: 80, complete: true });
  expect(labelled.json.counts[0].bad).toBeGreaterThanOrEqual(labelled.json.counts[0].bad_needed);
  const calibrated = await project.run("judge", "calibrate", "ticket_summary", "--json");
  expect(calibrated.err).not.toContain("was edited");
  const { may_gate: mayGate, card } = JSON.parse(calibrated.out);
  expect(mayGate).toBe(true);
  // It is no oracle: it does not know that a bill is an invoice.
  expect(card.parts[0].agreement).toBeLessThan(1);

  const red = await evaluate();
  expect(red.report.verdict).toBe("fail");
  expect(red.report.judges[0].attacks).toMatchObject({ planted: 5, succeeded: [] });
  await change(version2, "Messages:\n", "Subject: {{ ticket.subject }}\nMessages:\n");
  await change(version2, "maximum 60 words", "maximum 40 words");
  expect((await evaluate()).report.verdict).toBe("pass");
  await change(version2, "- maximum 40 words\n", "");
  expect((await evaluate()).report.verdict).toBe("fail");
  expect(checked.out).not.toContain("no_suite");

  // A locked rubric that is edited all the same: nothing of it is done without a word.
  const rubric = await read("prompts/summary-judge-v1.ts");
  await project.write(
    "prompts/summary-judge-v1.ts",
    rubric.replace("Anything else.", "Otherwise."),
  );
  const edited = await project.run("judge", "calibrate", "ticket_summary", "--json");
  expect(edited.err).toMatch(
    /! summary_judge_v1 was edited after it was locked.*promptrail new summary_judge`/,
  );
});
