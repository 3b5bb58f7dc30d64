import { readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const config = (json: string) => `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { csv, defineSuite, maxWords } from "@promptrail/evals";
  import { fakeProvider } from "@promptrail/testing";
  import { z } from "zod";
  const prompt = (family) => definePrompt({
    family, version: 1, status: "active", provider: "fake", model: "m", maxTokens: 50,
    input: z.object({ name: z.string(), price: z.number() }), userTemplate: "Say {{ name }} {{ price }}",
  });
  const suite = (family, json) => defineSuite({
    family, evals: [maxWords(5)], dataset: csv(new URL("./lamps.csv", import.meta.url), { json }),
  });
  export default defineConfig({
    prompts: [prompt("lamp"), prompt("shade")], providers: [fakeProvider({ answers: () => "Said." })],
    suites: [suite("lamp", ["context.price"]), suite("shade", ${json})],
  });`;

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  await project.write("lamps.csv", "id,context.name,context.price\na,A lamp of oak,5\n");
  await symlink(join(project.folder, "lamps.csv"), join(project.folder, "link.csv"));
});
afterAll(() => project.remove());

test("a file by a link is read as its suite reads it; a case of another reading is replaced, a corrected one told", async () => {
  await project.write("promptrail.config.ts", config('["context.price"]'));
  const made = await project.run("dataset", "generate", "link.csv", "--count", "6");
  expect(made.exitCode, made.err + made.out).toBe(0);
  const path = join(project.folder, "lamps.variants.jsonl");
  const written = await readFile(path, "utf8");
  expect(written).toContain('"price":5');
  const [first = "", ...others] = written.trim().split("\n");
  const corrected = first.replace('"price":5', '"price":6');
  const misread = others.map((line) => line.replace('"price":5', '"price":"5"'));
  await project.write("lamps.variants.jsonl", [corrected, ...misread, ""].join("\n"));
  const again = await project.run("dataset", "generate", "lamp", "--count", "6", "--json");
  expect(again.err).toMatch(/1 case of .* has the id of a variant and another context: it stays/);
  expect(JSON.parse(again.out)).toMatchObject({ already: 0, changed: 1, replaced: others.length });
  expect(await readFile(path, "utf8")).toBe([corrected, ...others, ""].join("\n"));
  // What is told already under another id is not written again.
  await project.write("lamps.variants.jsonl", written.replaceAll(/"id":"/g, '"id":"own-'));
  const known = await project.run("dataset", "generate", "lamps.csv", "--count", "6", "--json");
  expect(JSON.parse(known.out)).toMatchObject({ already: others.length + 1, written: 0 });
  await rm(path);
});

test("variants in the suite's own CSV file run under the suite", async () => {
  await project.write("promptrail.config.ts", config('["context.price"]'));
  const own = ["dataset", "generate", "lamps.csv", "--into-dataset", "--count", "12", "--json"];
  const made = await project.run(...own);
  expect(made.exitCode, made.err + made.out).toBe(0);
  const ran = await project.run("eval", "lamp", "--version", "1", "--json");
  const { written } = JSON.parse(made.out);
  expect(written).toBeGreaterThan(5);
  expect(ran.out.match(/"output": "Said\."/g), ran.err).toHaveLength(1 + written);
});

test("a file that no suite reads is read with the usual settings, and each command says so", async () => {
  await project.write("alone.csv", "id,context.name\na,A lamp of oak\nb,A lamp of oak\n");
  for (const command of [["stats"], ["dedupe"], ["split", "--into", "a=50,b=50"], ["generate"]]) {
    const [name = "", ...flags] = command;
    const { err, exitCode } = await project.run("dataset", name, "alone.csv", ...flags);
    expect(err).toMatch(/^No suite reads alone\.csv, .* Each cell is a text/);
    expect(exitCode, err).toBe(0);
  }
});

test("a file that two suites read differently is refused", async () => {
  await project.write("promptrail.config.ts", config("[]"));
  const { err, out, exitCode } = await project.run("dataset", "stats", "lamps.csv");
  expect(err, out).toMatch(/suites of "lamp", "shade" read .* with different settings of columns/);
  expect(exitCode).toBe(2);
});
