import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { temporaryFolder } from "./temporary-folder.js";

const served = z.object({ version: z.int(), tookMs: z.number(), stateSource: z.string() });
const here = (file: string) => fileURLToPath(new URL(`../${file}`, import.meta.url));

/** Starts a process of its own; what it serves, and how to kill it. */
async function startChild(projectFolder: string, condition: "up" | "away") {
  const flags = ["--disable-warning=ExperimentalWarning", "--conditions=@promptrail/source"];
  const script = [
    "--import",
    here("../../../tooling/test/source-resolution.ts"),
    here("serve-greeting.ts"),
  ];
  const child = spawn(process.execPath, [...flags, ...script, projectFolder, condition], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines = createInterface({ input: child.stdout });
  const line = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The process ended with ${code}.`)));
  });
  const kill = async () => {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  };
  return { ...served.parse(JSON.parse(line)), kill };
}

test("a process that was killed comes back without its store on what it knew last", async () => {
  const folder = temporaryFolder();
  const first = await startChild(folder, "up");
  expect(first).toMatchObject({ version: 1, stateSource: "store" });
  const file = join(folder, ".promptrail", "last-known-good-production.json");
  const hasRollback = () =>
    existsSync(file) && readFileSync(file, "utf8").includes('"leftVersions":[2]');
  await expect.poll(hasRollback).toBe(true);
  await first.kill();
  const second = await startChild(folder, "away");
  expect(second).toMatchObject({ version: 1, stateSource: "last_known_good" });
  expect(second.tookMs).toBeLessThan(slack * 3_000);
  await second.kill();
});

test("a process without store and file serves what its code declares, and says so", async () => {
  const started = await startChild(temporaryFolder(), "away");
  expect(started).toMatchObject({ version: 2, stateSource: "code_default" });
  expect(started.tookMs).toBeLessThan(slack * 3_000);
  await started.kill();
});
