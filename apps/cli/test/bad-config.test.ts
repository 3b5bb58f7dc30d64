import { afterEach, beforeEach, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "./cli-project.js";
import { importProviders } from "./import-providers.js";

let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject();
});
afterEach(() => project.remove());

const imports = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, jsonl, maxWords } from "@promptrail/evals";
  import { simulatedProvider } from "@promptrail/testing";
  import { z } from "zod";
  const base = { family: "greeting", provider: "simulated", model: "m", maxTokens: 9 };
`;

function configOf(prompts: string, more = ""): string {
  return `${imports}
    export default defineConfig({
      prompts: [${prompts}], providers: [simulatedProvider()], ${more}
    });`;
}

const active = (version: number, more = "") =>
  `definePrompt({ ...base, version: ${version}, status: "active", changelog: "Why.", userTemplate: "Hi", ${more} })`;

test.each<[string, string, number, RegExp]>([
  [
    "has no config",
    "export const config = {};",
    2,
    /does not export a config. Write: export default/,
  ],
  [
    "has an unknown key",
    `${imports} export default defineConfig({ promts: [], prompts: [], providers: [] });`,
    2,
    /promts.*Did you mean "prompts"\?/s,
  ],
  [
    "uses an enum",
    `enum Colour { Red } ${configOf(active(1))}`,
    2,
    /Write an enum as a const object/,
  ],
  ["is no TypeScript", "export default {", 2, /not valid TypeScript|cannot be loaded/],
  [
    "imports what is not there",
    'import "./nowhere.ts"; export default {};',
    2,
    /with their extension/,
  ],
  [
    "declares two active versions",
    configOf(`${active(1)}, ${active(2)}`),
    1,
    /greeting_v1, greeting_v2/,
  ],
  [
    "declares no active version",
    configOf('definePrompt({ ...base, version: 1, status: "draft", userTemplate: "Hi" })'),
    1,
    /greeting_v1 \(draft\)/,
  ],
  [
    "registers a version twice",
    configOf(`${active(1)}, ${active(1)}`),
    1,
    /greeting_v1 is registered twice/,
  ],
  [
    "misses a changelog",
    configOf('definePrompt({ ...base, version: 2, status: "active", userTemplate: "Hi" })'),
    1,
    /greeting_v2 has no changelog/,
  ],
  [
    "names an unknown provider",
    configOf(active(1, 'provider: "simulate"')),
    1,
    /Did you mean "simulated"\? Known providers: simulated\./,
  ],
  [
    "has a template that does not parse",
    configOf(active(1, 'userTemplate: "Hi\\n{{ name"')),
    1,
    /greeting_v1 user.*line 2, column \d+/,
  ],
  [
    "reads a variable that the schema lacks",
    configOf(active(1, 'userTemplate: "Hi {{ nmae }}", input: z.object({ name: z.string() })')),
    1,
    /'nmae' is not in the input schema. Did you mean "name"\?.*line 1, column/,
  ],
  [
    "gives options that the provider does not take",
    configOf(active(1, "providerOptions: { colour: 1 }")),
    1,
    /greeting_v1 has providerOptions that the provider "simulated" does not accept/,
  ],
  [
    "asks OpenAI for a list as the whole answer",
    `${importProviders("openai")}
    ${imports}
    export default defineConfig({
      prompts: [${active(1, 'provider: "openai", output: z.array(z.string())')}],
      providers: [openai()],
    });`,
    1,
    /greeting_v1 has an output schema whose root is not an object, which the provider "openai" requires/,
  ],
  [
    "has a suite for a family that is not there",
    configOf(
      active(1),
      'suites: [defineSuite({ family: "gretings", dataset: cases("x", [{ id: "a", context: {} }]), evals: [maxWords(9)] })]',
    ),
    1,
    /names the family "gretings"/,
  ],
])("check refuses a config that %s", async (_title, config, exitCode, message) => {
  await project.write("promptrail.config.ts", config);
  const result = await project.run("check");
  expect(result.out + result.err).toMatch(message);
  expect(result.exitCode).toBe(exitCode);
});

test("check names file and line of a dataset row that is not JSON", async () => {
  const suite = `defineSuite({ family: "greeting", dataset: jsonl(new URL("./rows.jsonl", import.meta.url)), evals: [maxWords(9)] })`;
  await project.write("promptrail.config.ts", configOf(active(1), `suites: [${suite}]`));
  await project.write("rows.jsonl", '{"id": "a", "context": {}}\n{"id": "b", "context": {\n');
  const { exitCode, out } = await project.run("check");
  expect(out).toMatch(/rows\.jsonl:2|rows\.jsonl.*line 2/);
  expect(exitCode).toBe(1);
});

test("check says what to do about a lock file that is missing, then stale", async () => {
  await project.write("promptrail.config.ts", configOf(active(1)));
  expect((await project.run("check")).out).toMatch(
    /prompts\.lock\.json is missing. Create it with `promptrail lock`/,
  );
  await project.run("lock");
  expect(await project.run("check")).toMatchObject({ exitCode: 0 });
  await project.write("promptrail.config.ts", configOf(active(1, 'userTemplate: "Hello"')));
  const edited = await project.run("check");
  expect(edited).toMatchObject({ exitCode: 1 });
  expect(edited.out).toMatch(/greeting_v1 was edited after it was locked/);
  expect(await project.run("lock")).toMatchObject({ exitCode: 1 });
});

test("a family without a suite is promoted by an override with its reason, or where it declares no gate", async () => {
  const second =
    'definePrompt({ ...base, version: 2, status: "draft", changelog: "New.", userTemplate: "Hello" })';
  await project.write("promptrail.config.ts", configOf(`${active(1)}, ${second}`));
  await project.run("lock");
  await project.run("deploy");
  const promote = ["promote", "greeting", "2", "--reason", "New"];
  const refused = await project.run(...promote);
  expect(refused.err).toMatch(/has no suite/);
  expect(refused.exitCode).toBe(1);
  const overridden = await project.run(...promote, "--override", "Read by two of us.");
  expect(overridden.exitCode).toBe(0);
  await project.run("rollback", "greeting");
  const ungated = configOf(`${active(1)}, ${second}`, 'families: { greeting: { gate: "none" } }');
  await project.write("promptrail.config.ts", ungated);
  expect(await project.run(...promote)).toMatchObject({ exitCode: 0 });
});

test("an unknown command or option is wrong use", async () => {
  expect(await project.run("chekc")).toMatchObject({ exitCode: 2 });
  expect(await project.run("check", "--loud")).toMatchObject({ exitCode: 2 });
  const { err } = await project.run("check", "--config", "nowhere.ts");
  expect(err).toMatch(/The config file .*nowhere\.ts/);
});

test("problems come as JSON where JSON is asked for", async () => {
  await project.write("promptrail.config.ts", "export const config = {};");
  const { out, exitCode } = await project.run("check", "--json");
  expect(JSON.parse(out)).toMatchObject({ error: { code: "config_invalid" } });
  expect(exitCode).toBe(2);
});
