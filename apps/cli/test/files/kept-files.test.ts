import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  await project.run("init");
});
afterAll(() => project.remove());

const at = (name: string) => join(project.folder, name);
const read = (name: string) => readFile(at(name), "utf8");

const evaluate = ["eval", "ticket_summary"];

test.each([
  ["suites/ticket-summary-suite.ts", [...evaluate, "--html"]],
  ["datasets/ticket-summary.jsonl", [...evaluate, "--markdown"]],
  ["prompts.lock.json", [...evaluate, "--junit"]],
  ["promptrail.config.ts", [...evaluate, "--version", "1", "--evidence"]],
  ["package.json", [...evaluate, "--models", "simulated-large", "--html"]],
  [".gitignore", ["check", "--html"]],
  ["prompts/ticket-summary-v1.ts", ["check", "--markdown"]],
])("%s is not replaced by what a command writes", async (name, words) => {
  const before = await read(name);
  const { exitCode, err } = await project.run(...words, name);
  expect(err).toContain(`"${name}" is there already, and it is not known to be`);
  expect(err).toContain("Nothing was run, and nothing was written. Name another file");
  expect(exitCode).toBe(2);
  expect(await read(name)).toBe(before);
});

test("a report takes the place of an earlier one of its form, and of an empty file", async () => {
  await mkdir(at("made"), { recursive: true });
  for (const name of ["made/eval.html", "made/check.md"]) await writeFile(at(name), "\n");
  for (const words of [
    [
      ...evaluate,
      "--html",
      "made/eval.html",
      "--markdown",
      "made/eval.md",
      "--junit",
      "made/j.xml",
    ],
    ["check", "--html", "made/check.html", "--markdown", "made/check.md"],
  ]) {
    for (const time of ["first", "again"]) {
      const { exitCode, err } = await project.run(...words);
      expect({ time, err, exitCode }).toMatchObject({ exitCode: 0 });
    }
  }
  // On Windows Git may check it out with other ends of lines.
  await writeFile(at("made/eval.html"), (await read("made/eval.html")).replaceAll("\n", "\r\n"));
  expect((await project.run("check", "--html", "made/eval.html")).exitCode).toBe(0);
  const crossed = await project.run("check", "--html", "made/check.md");
  expect(crossed.err).toContain("it is not known to be a report in HTML");
});

test("a link to a source is no report, and two outputs do not share a file", async () => {
  await symlink(at("promptrail.config.ts"), at("linked.html"));
  expect((await project.run("check", "--html", "linked.html")).err).toContain("is there already");
  const both = await project.run(...evaluate, "--version", "1", "--evidence", "e", "--html", "e");
  expect(both.err).toContain('--html and --evidence name the same file, "e"');
  expect(both.exitCode).toBe(2);
});

test("counterexamples are not put behind lines that are no cases", async () => {
  const line = '{"promptrail_evidence":1}\n';
  await writeFile(at("evidence.jsonl"), line);
  const words = ["fuzz", "ticket_summary", "--budget", "1usd", "--write", "evidence.jsonl"];
  const { err, exitCode } = await project.run(...words);
  expect(err).toContain('evidence.jsonl:1: the row has no "id" and no "context"');
  expect(exitCode).toBe(2);
  expect(await read("evidence.jsonl")).toBe(line);
});
