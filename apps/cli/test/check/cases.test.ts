import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { csv, defineSuite, maxWords } from "@promptrail/evals";
  import { fakeProvider } from "@promptrail/testing";
  import { z } from "zod";
  const lamp = (version, status, input) => definePrompt({
    family: "lamp", version, status, changelog: "Why.", provider: "fake", model: "m", maxTokens: 50,
    input: z.strictObject(input), userTemplate: "Say {{ name }} {{ price }}",
  });
  const one = { name: z.string(), price: z.number() };
  const active = lamp(1, "active", one);
  export default defineConfig({
    prompts: [active, lamp(2, "draft", { ...one, name: z.string().max(4) })],
    providers: [fakeProvider({ answers: () => "Said." })],
    families: { lamp: { gate: "none" } },
    suites: [defineSuite({
      prompt: active, evals: [maxWords(5)],
      dataset: csv(new URL("./lamps.csv", import.meta.url), { json: ["JSON_COLUMN"] }),
    })],
  });`;

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
});
afterAll(() => project.remove());

async function check(column: string, rows: readonly string[]) {
  await project.write("promptrail.config.ts", config.replace("JSON_COLUMN", column));
  const text = ["id,context.name,context.price", ...rows, ""].join("\n");
  await project.write("lamps.csv", text);
  await project.run("lock");
  return project.run("check");
}

test("a column of JSON that no column is, is an error of check", async () => {
  const { out, exitCode } = await check("context.prize", ["a,oak,5"]);
  expect(out).toContain(
    'the setting `json` names "context.prize", which no column fills. Did you mean "context.price"?',
  );
  expect(exitCode).toBe(1);
});

test("a context that does not fit the active version is an error with its line, a draft's a warning", async () => {
  const rows = ["a,oak,5", 'b,oak,"""5"""', "c,walnut,5"];
  const { out, exitCode } = await check("context.price", rows);
  expect(out).toMatch(
    /^✗ lamps\.csv:3:1 case_invalid the context of case "b" does not fit lamp_v1: price: /m,
  );
  expect(out).toMatch(
    /^! lamps\.csv:4:1 case_invalid the context of case "c" does not fit lamp_v2: name: /m,
  );
  expect(exitCode).toBe(1);
});

test("where a field is wrong everywhere, a few cases say it", async () => {
  const rows = Array.from({ length: 9 }, (_, at) => `c${at},oak,true`);
  const { out } = await check("context.price", rows);
  expect(out.match(/does not fit lamp_v1/g)).toHaveLength(5);
  expect(out).toContain('lamps, the dataset of "lamp": 4 more cases do not fit lamp_v1.');
});

test("cases that fit are none, and an id that stands twice is one", async () => {
  expect((await check("context.price", ["a,oak,5", "b,oak,6"])).out).not.toMatch(/case_invalid/);
  const { out } = await check("context.price", ["a,oak,5", "a,oak,6"]);
  expect(out).toMatch(/lamps\.csv:3: the id "a" was used before \(line 2\)/);
});

test("a dataset is read once, also by two suites", async () => {
  await project.write(
    "promptrail.config.ts",
    `
    import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { cases, defineSuite, maxWords } from "@promptrail/evals";
    import { fakeProvider } from "@promptrail/testing";
    import { z } from "zod";
    const dataset = cases("lamps", function* () {
      process.stderr.write("(read)");
      for (const name of ["oak", 5]) yield { id: String(name), context: { name } };
    });
    const prompt = (family) => definePrompt({
      family, version: 1, status: "active", provider: "fake", model: "m", maxTokens: 50,
      input: z.object({ name: z.string() }), userTemplate: "Say {{ name }}",
    });
    export default defineConfig({
      prompts: [prompt("lamp"), prompt("shade")], providers: [fakeProvider({ answers: () => "Said." })],
      suites: ["lamp", "shade"].map((family) => defineSuite({ family, evals: [maxWords(5)], dataset })),
    });`,
  );
  await project.run("lock");
  const { out, err } = await project.run("check");
  expect(err.match(/\(read\)/g)).toHaveLength(1);
  for (const family of ["lamp", "shade"]) {
    expect(out).toContain(`case "5" does not fit ${family}_v1`);
    expect(out).toContain(`The suite of "${family}" has 2 cases`);
  }
});
