import { readdir, readFile, readlink, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const imports = `import { defineConfig } from "@promptrail/config";
import { definePrompt } from "@promptrail/core";
import { simulatedProvider } from "@promptrail/testing";
`;
const rest = 'providers: [simulatedProvider()], families: { greeting: { gate: "none" } }';
const version = (number: number, status: string) => `definePrompt({
  family: "greeting", version: ${number}, status: "${status}", changelog: "Why.",
  provider: "simulated", model: "simulated-small", maxTokens: 100, userTemplate: "Greet {{ name }}.",
})`;

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

const read = (path: string) => readFile(join(project.folder, path), "utf8");

async function startOne(): Promise<string> {
  const first = `import { definePrompt } from "@promptrail/core";\nexport const greetingV1 = ${version(1, "active")};\n`;
  await project.write("prompts/greeting-v1.ts", first);
  const config = `${imports}import { greetingV1 } from "./prompts/greeting-v1.ts";
export default defineConfig({ prompts: [greetingV1], ${rest} });
`;
  await project.write("promptrail.config.ts", config);
  return config;
}

describe("new", () => {
  test("says what is to be filled in, and check says it until it is done", async () => {
    await startOne();
    const made = await project.run("new", "greeting");
    expect(made).toMatchObject({ exitCode: 0, err: "" });
    expect(made.out).toContain(
      "prompts/greeting-v2.ts has greeting_v2, a draft that copies greeting_v1.",
    );
    expect(made.out).toContain("its changelog: why the version exists");
    expect((await project.run("lock")).out).toContain("greeting_v2 added (draft)");
    const red = await project.run("check");
    expect(red.exitCode).toBe(1);
    expect(red.out).toMatch(/changelog_unwritten greeting_v2 .*Write why this version exists/);
    const text = await read("prompts/greeting-v2.ts");
    await project.write("prompts/greeting-v2.ts", text.replace(/"TODO[^"]*"/, '"Shorter."'));
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
  });

  test("prints the lines to add where it cannot list a version for certain", async () => {
    await startOne();
    const config = `${imports}import { greetingV1 } from "./prompts/greeting-v1.ts";
const mine = [greetingV1];
const others = [greetingV1];
export default defineConfig({ prompts: [...new Set([...mine, ...others])], ${rest} });
`;
    await project.write("promptrail.config.ts", config);
    const made = await project.run("new", "greeting", "--changelog", "Shorter.");
    expect(made).toMatchObject({ exitCode: 0, err: "" });
    expect(made.out).toContain(
      '  import { greetingV2 } from "./prompts/greeting-v2.ts";\n  prompts: [ … , greetingV2],',
    );
    expect(await read("promptrail.config.ts")).toBe(config);
    expect(await read("prompts/greeting-v2.ts")).toContain("version: 2");
  });

  test("writes the next version of a rubric, and says who has to be given it", async () => {
    const rubric = `import { defineRubric } from "@promptrail/evals";
export const greetingJudgeV1 = defineRubric({
  family: "greeting_judge", version: 1, provider: "simulated", model: "simulated-judge", task: "It greets.",
  asks: { mode: "criteria", criteria: [{ name: "greets", passes: 'It contains "Hello".' }] },
});
`;
    const config = `${imports}import { cases, defineJudge, defineSuite } from "@promptrail/evals";
import { greetingJudgeV1 } from "./prompts/greeting-judge-v1.ts";
const greets = defineJudge({ name: "greets", rubric: greetingJudgeV1 });
const greetingV1 = ${version(1, "active")};
export default defineConfig({
  prompts: [greetingV1, greetingJudgeV1.prompt], providers: [simulatedProvider()],
  suites: [defineSuite({ family: "greeting", dataset: cases("none", []), evals: [greets] })],
});
`;
    await project.write("prompts/greeting-judge-v1.ts", rubric);
    await project.write("promptrail.config.ts", config);
    const made = await project.run("new", "greeting_judge", "--changelog", "Kinder.");
    expect(made).toMatchObject({ exitCode: 0, err: "" });
    expect(made.out).toContain("Change what it asks.");
    expect(made.out).toContain(
      'Give it to the judge "greets" in the suite of greeting: rubric: greetingJudgeV2.',
    );
    expect(made.out).toContain("judge calibrate greeting greets");
    const next = await read("prompts/greeting-judge-v2.ts");
    expect(next).toContain("export const greetingJudgeV2 = defineRubric({");
    expect(next).toMatch(/version: 2, status: "draft", changelog: "Kinder\."/);
    const listed = await read("promptrail.config.ts");
    expect(listed).toContain("[greetingV1, greetingJudgeV1.prompt, greetingJudgeV2.prompt]");
  });

  test("changes nothing where a copy would not load", async () => {
    const config = `${imports}const one = (number) => ${version(1, "active").replace("version: 1", "version: number")};
export default defineConfig({ prompts: [1].map(one), ${rest} });
`;
    await project.write("promptrail.config.mjs", config);
    const byHand = await project.run("new", "greeting");
    expect(byHand).toMatchObject({ exitCode: 2, out: "" });
    expect(byHand.err).toMatch(
      /Copy greeting_v1 by hand: give the copy version 2, .*\(not_supported\)/,
    );
    expect(await read("promptrail.config.mjs")).toBe(config);
  });

  test("takes a list back with which the project does not load, and keeps the version", async () => {
    const config = `${imports}export const v1 = ${version(1, "active")};
const all = [v1];
if (all.length > 1) throw new Error("at most one");
export default defineConfig({ prompts: all, ${rest} });
`;
    await project.write("promptrail.config.mjs", config);
    const unlisted = await project.run("new", "greeting");
    expect(unlisted.out).toContain("It is not listed yet");
    const text = await read("promptrail.config.mjs");
    expect(text).toContain("const all = [v1];");
    expect(text).toMatch(/export const v2 = definePrompt.*version: 2, status: "draft"/s);
  });

  test("leaves a file alone that is there, and says what to do with it", async () => {
    const config = await startOne();
    await project.write("prompts/greeting-v2.ts", "// mine\n");
    const refused = await project.run("new", "greeting");
    expect(refused.exitCode).toBe(2);
    expect(refused.err).toMatch(
      /greeting-v2\.ts exists already, but the config does not list greeting_v2/,
    );
    expect(await read("prompts/greeting-v2.ts")).toBe("// mine\n");
    expect(await read("promptrail.config.ts")).toBe(config);
  });

  test("writes through a link", async () => {
    await project.write("config.real.ts", await startOne());
    await rm(join(project.folder, "promptrail.config.ts"));
    await symlink("config.real.ts", join(project.folder, "promptrail.config.ts"));
    await project.run("new", "greeting", "--changelog", "Shorter.");
    expect(await read("config.real.ts")).toContain("prompts: [greetingV1, greetingV2]");
    expect(await readlink(join(project.folder, "promptrail.config.ts"))).toBe("config.real.ts");
  });

  test.each([
    [["greetin"], /Did you mean "greeting"\? To begin a family with this name, add --first/],
    [["greeting", "--from", "9"], /has no version 9\. It has: 1/],
    [["farewell", "--from", "1"], /no prompt family "farewell", so it has no version 1 to copy/],
    [["greeting", "--model", "m"], /Leave out --first, --provider and --model/],
    [["Fare-Well"], /family.*must be lower case letters/],
    [["farewell", "--provider", "other"], /Give both: --provider ID --model NAME/],
    [["farewell", "--provider", "other", "--model", "m"], null],
  ])("%j is refused, or made", async (words, message) => {
    const config = await startOne();
    const { exitCode, err } = await project.run("new", ...words);
    expect(exitCode).toBe(message === null ? 0 : 2);
    if (message === null) return;
    expect(err).toMatch(message);
    expect(await read("promptrail.config.ts")).toBe(config);
    expect(await readdir(join(project.folder, "prompts"))).toEqual(["greeting-v1.ts"]);
  });
});

describe("new with a new family", () => {
  test("takes the style of what is there", async () => {
    await project.write(
      "src/prompts/warm_greeting.1.ts",
      `import { definePrompt } from "@promptrail/core";\r\nexport const warm = ${version(1, "active").replace("greeting", "warm_greeting")};\r\n`,
    );
    await project.write(
      "promptrail.config.ts",
      `${imports}import { warm } from "./src/prompts/warm_greeting.1.ts";
export default defineConfig({ prompts: [warm], providers: [simulatedProvider()] });
`,
    );
    const made = await project.run("new", "ticket_title");
    expect(made).toMatchObject({ exitCode: 0, err: "" });
    const text = await read("src/prompts/ticket_title.1.ts");
    expect(text).toMatch(/^import .*;\r\n\r\nexport const ticketTitleV1 = .*simulated-small/s);
    expect(await read("promptrail.config.ts")).toContain("prompts: [warm, ticketTitleV1]");
    const { findings } = JSON.parse((await project.run("check", "--json")).out);
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: "warning", code: "text_unwritten" }),
    );
  });

  test("begins a project that has no prompt", async () => {
    await project.write(
      "promptrail.config.ts",
      `import { defineConfig } from "@promptrail/config";
import { simulatedProvider } from "@promptrail/testing";

export default defineConfig({
  prompts: [],
  providers: [simulatedProvider()],
});
`,
    );
    expect(await project.run("new", "ticket_title")).toMatchObject({ exitCode: 0, err: "" });
    expect(await read("promptrail.config.ts")).toContain("prompts: [ticketTitleV1]");
    expect(await project.run("lock")).toMatchObject({ exitCode: 0 });
    expect((await project.run("check")).exitCode).toBe(0);
  });
});
