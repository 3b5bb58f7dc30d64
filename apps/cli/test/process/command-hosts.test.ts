import { beforeEach, expect, onTestFinished, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
  onTestFinished(() => project.remove());
});

const config = greetingConfig(greetings("deprecated", "active"));
const withCode = (code: string) =>
  project
    .write("promptrail.config.ts", `import "./code.ts";\n${config}`)
    .then(() => project.write("code.ts", code));

test.each([
  ["a result", ["show", "greeting", "2"], ""],
  ["wrong use", ["shwo"], ""],
  ["a refusal as a document", ["show", "greeting", "9", "--json"], ""],
  ["what nobody awaited", ["list"], "void Promise.reject('lost');"],
  ["an end by the project's own code", ["list"], "console.log('before'); process.exit(7);"],
  [
    "an exit code of the project's own",
    ["list"],
    "process.once('exit', () => console.log('bye'));",
  ],
  ["what comes late", ["list"], "setTimeout(() => console.log('late'), 50);"],
])("shows of %s what a process of its own shows, more than once", async (_what, args, code) => {
  await withCode(code);
  const alone = await project.runAlone(...args);
  for (let times = 0; times < 2; times += 1) expect(await project.run(...args)).toEqual(alone);
});

test("reads the project's files as they are now", async () => {
  for (const word of ["one", "two"]) {
    await withCode(`console.log(${JSON.stringify(word)});`);
    expect((await project.run("list")).err).toMatch(new RegExp(`^${word}\n`));
  }
});

test("gives what runs at the same time a process each, with the project's environment", async () => {
  await withCode("console.log(process.pid, process.env.PROMPTRAIL_ACTOR, process.cwd());");
  const runs = await Promise.all([project.run("list"), project.run("list")]);
  const firstLines = runs.map(({ err }) => err.split("\n", 1)[0] ?? "");
  expect(new Set(firstLines).size).toBe(2);
  for (const line of firstLines) expect(line).toMatch(/^\d+ ada \//);
});
