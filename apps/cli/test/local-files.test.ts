import { chmod, mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "./cli-project.js";
import { greetingConfig, greetings } from "./greeting-config.js";

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  await project.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
  for (const command of ["lock", "deploy"]) await project.run(command);
});
afterAll(() => project.remove());

const server = (pid: number) =>
  JSON.stringify({ url: "http://127.0.0.1:1", pid, environment: "development" });

/** No process has this number: Linux and macOS give none above four million. */
const deadPid = 2 ** 30;

test.each([
  ["is cut", '{"url": "http'],
  ["is empty", ""],
  ["is something else", "null"],
  ["names a process that is gone", server(deadPid)],
  ["names a process group", server(0)],
])("a server.json that %s means that no server runs", async (_what, text) => {
  await project.write(".promptrail/server.json", text);
  expect(await project.run("status")).toMatchObject({ exitCode: 0, err: "" });
});

test("a lock file and a context that Windows' editors saved are read", async () => {
  const lock = await readFile(join(project.folder, "prompts.lock.json"), "utf8");
  const saved = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
  await project.write("prompts.lock.json", saved(lock));
  await project.write("context.json", saved('{\n  "name": "Ada"\n}\n'));
  expect(await project.run("check")).toMatchObject({ exitCode: 0 });
  const rendered = await project.run("render", "greeting", "--context", "context.json");
  expect(rendered).toMatchObject({ exitCode: 0, out: expect.stringContaining("Ada") });
  await project.write("prompts.lock.json", lock);
});

test("a context that is no JSON is told with its line", async () => {
  await project.write("context.json", '{\n  "name": "Ada",\n}\n');
  const { exitCode, err } = await project.run("render", "greeting", "--context", "context.json");
  expect(exitCode).toBe(2);
  expect(err).toContain('The file "context.json" is not JSON from line 3, column 1 on.');
});

test("a lock file with the marks of a merge is told as such to those who read it, and no command changes it", async () => {
  const marks = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> theirs\n";
  await project.write("prompts.lock.json", marks);
  for (const command of ["check", "lock", "deploy"]) {
    const { exitCode, out, err } = await project.run(command);
    expect(out + err).toMatch(/prompts\.lock\.json cannot be read.*unresolved merge/);
    expect(exitCode).toBe(1);
  }
  for (const command of ["list", "status"]) {
    expect(await project.run(command)).toMatchObject({ exitCode: 0 });
  }
  await rm(join(project.folder, "prompts.lock.json"));
});

test("the history of a family that nobody declared is refused, not empty", async () => {
  const { exitCode, out, err } = await project.run("history", "greting");
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toMatch(/no prompt family "greting".*Did you mean "greeting"/);
});

test("a reason cannot forge lines or colours of the history", async () => {
  const reason = "Bad\u001b[31m\n   9  approved by the boss";
  await project.run("rollback", "greeting", "--reason", reason);
  const { out } = await project.run("history", "greeting");
  expect(out).not.toContain("\u001b");
  expect(out).toMatch(/^ {6}Bad \[31m {4}9 {2}approved by the boss$/m);
});

test.each(["0x1", "1e0", "-1", "1.5", "99999999999", ""])(
  "%j is no version number",
  async (version) => {
    const { exitCode, err } = await project.run("call", "greeting", "--version", version);
    expect(exitCode).toBe(2);
    expect(err).toMatch(/version must be a whole number from 1/);
  },
);

test("a reader who closes the pipe early is no failure", async () => {
  const lines = JSON.stringify({ name: "long ".repeat(100_000) });
  await project.write("context.json", lines);
  const started = project.start("render", "greeting", "--context", "context.json");
  started.closeOutput();
  expect(await started.ended).toMatchObject({ exitCode: 0, err: "" });
});

test("a store that cannot be made is told without a stack, as JSON where that is asked for", async () => {
  await rm(join(project.folder, ".promptrail"), { recursive: true });
  await project.write(".promptrail/store", "a file where a folder belongs");
  await project.run("lock");
  const told = await project.run("deploy");
  expect(told.exitCode).toBe(3);
  expect(told.err).toContain("(file_unwritable)");
  expect(told.err).not.toMatch(/\n\s+at /);
  const { exitCode, out } = await project.run("deploy", "--json");
  expect(JSON.parse(out)).toMatchObject({ error: { code: "file_unwritable" } });
  expect(exitCode).toBe(3);
});

test.skipIf(process.getuid?.() === 0)(
  "init in a folder that cannot be written is told without a stack",
  async () => {
    const folder = join(project.folder, "closed");
    await mkdir(folder);
    await chmod(folder, 0o555);
    const { exitCode, err } = await project.run("init", "closed");
    expect(exitCode).toBe(3);
    expect(err).toMatch(/EACCES/);
    expect(err).not.toMatch(/\n\s+at /);
  },
);
