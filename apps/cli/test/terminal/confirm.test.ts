import { execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { manyConfig } from "../many/many-families.js";

const bin = fileURLToPath(new URL("../../bin/promptrail.mjs", import.meta.url));

/** `script` of util-linux runs a command on a terminal of its own. */
const hasScript = (() => {
  try {
    return execFileSync("script", ["--version"], { encoding: "utf8" }).includes("util-linux");
  } catch {
    return false;
  }
})();
const title = hasScript
  ? "on a terminal, a rollback of many families"
  : "on a terminal, a rollback of many families (skipped: there is no `script` of util-linux)";

interface Ran {
  readonly exitCode: number | null;
  readonly shown: string;
}

/** Runs the command on a terminal, and types the answer when it asks. */
function runOnTerminal(folder: string, args: string, typed: string): Promise<Ran> {
  const command = `${process.execPath} ${bin} ${args}`;
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], PROMPTRAIL_ACTOR: "ada", TERM: "xterm" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let shown = "";
  let isAnswered = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    if (isAnswered || !shown.includes("to go on: ")) return;
    isAnswered = true;
    child.stdin.write(typed);
  });
  return new Promise((resolve) => {
    child.on("close", (exitCode) => resolve({ exitCode, shown }));
  });
}

describe.skipIf(!hasScript)(title, () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject();
    const group = { name: "mail", model: "sick-model", count: 3 };
    await project.write("promptrail.config.ts", manyConfig([group]));
    await project.run("lock");
    await project.run("deploy");
  });
  afterAll(() => project?.remove());

  const command = "rollback --all --model sick-model --reason Ill";
  test("is shown, and changes nothing where its user leaves", async () => {
    const { exitCode, shown } = await runOnTerminal(project.folder, command, "\u0003");
    expect(shown).toMatch(/mail_0 .*mail_0_v2 .*mail_0_v1/);
    expect(shown).toMatch(/Roll back 3 families in development\? Type "yes" to go on: /);
    expect(shown).toMatch(/Nothing was changed\./);
    expect(exitCode).toBe(1);
  });

  test("is done where the answer is yes", async () => {
    const { exitCode, shown } = await runOnTerminal(project.folder, command, "yes\n");
    expect(shown).toMatch(/3 families rolled back from model "sick-model" in development/);
    expect(exitCode).toBe(0);
    const { out } = await project.run("history", "mail_0", "--json");
    expect(JSON.parse(out).decisions).toMatchObject([
      { change: { kind: "rolled_back" }, reason: "Ill" },
      { change: { kind: "first_seen" } },
    ]);
  });
});
