import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { type CliProject, createCliProject } from "../../cli-project.js";

const bin = fileURLToPath(new URL("../../../bin/promptrail.mjs", import.meta.url));

const config = `
  import { isMainThread } from "node:worker_threads";
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  import { fakeProvider } from "@promptrail/testing";
  if (isMainThread) console.error("started with", process.execArgv.join(" ") || "nothing");
  export default defineConfig({
    prompts: [definePrompt({
      family: "greeting", version: 1, status: "active", provider: "fake", model: "fake-1", maxTokens: 90, userTemplate: "Greet {{ name }}.",
    })],
    providers: [fakeProvider({ answers: () => "Hello." })],
    suites: [defineSuite({
      family: "greeting", dataset: cases("rows", [{ id: "one", context: { name: "Ada" } }]), evals: [maxWords(90)],
    })],
  });`;

async function createProject(): Promise<CliProject> {
  const project = await createCliProject();
  onTestFinished(() => project.remove());
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  return project;
}

test("a command that runs evals starts anew in its place, and another command does not", async () => {
  const project = await createProject();
  // As a user starts it: with no option for Node.
  const start = async (...args: readonly string[]) => {
    const { PATH } = process.env;
    const at = { cwd: project.folder, env: { PATH, PROMPTRAIL_ACTOR: "ada" } };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [bin, ...args], at);
    return { document: JSON.parse(stdout) as unknown, started: stderr.match(/started with .*/gu) };
  };
  expect(await start("eval", "greeting", "--json")).toEqual({
    document: expect.objectContaining({
      reports: [expect.objectContaining({ family: "greeting" })],
    }),
    started: ["started with --no-concurrent-recompilation"],
  });
  expect(await start("list", "--json")).toEqual({
    document: expect.anything(),
    started: ["started with nothing"],
  });
});

test("the shell that started it reads on from the same pipe", async () => {
  const { folder } = await createProject();
  const { PATH } = process.env;
  const script = '"$0" "$@" >&2; echo reading; read -r line && echo "read: $line"';
  const shell = spawn("sh", ["-c", script, process.execPath, bin, "eval", "greeting"], {
    cwd: folder,
    env: { PATH, PROMPTRAIL_ACTOR: "ada" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  let out = "";
  shell.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (text.includes("reading")) shell.stdin.end("the next line\n");
  });
  await once(shell, "close");
  expect(out).toBe("reading\nread: the next line\n");
});
