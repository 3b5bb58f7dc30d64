import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const config = (json: string) => `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { csv, defineSuite, maxWords } from "@promptrail/evals";
  import { fakeProvider } from "@promptrail/testing";
  const prompt = (family) => definePrompt({
    family, version: 1, status: "active", provider: "fake", model: "m", maxTokens: 50,
    userTemplate: "Say {{ name }} {{ price }}",
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

test("a file by a link is read as its suite reads it, and a case of another reading is told", async () => {
  await project.write("promptrail.config.ts", config('["context.price"]'));
  const made = await project.run("dataset", "generate", "link.csv", "--count", "6");
  expect(made.exitCode, made.err + made.out).toBe(0);
  const path = join(project.folder, "lamps.variants.jsonl");
  const written = await readFile(path, "utf8");
  expect(written).toContain('"price":5');
  await project.write("lamps.variants.jsonl", written.replaceAll('"price":5', '"price":"5"'));
  const again = await project.run("dataset", "generate", "lamp", "--count", "6");
  expect(again.err).toMatch(/have the id of a variant and another context: they stay/);
});

test("a file that two suites read differently is refused", async () => {
  await project.write("promptrail.config.ts", config("[]"));
  const { err, out, exitCode } = await project.run("dataset", "stats", "lamps.csv");
  expect(err, out).toMatch(/suites of "lamp", "shade" read .* with different settings of columns/);
  expect(exitCode).toBe(2);
});
