import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { prompts } from "../prompts.js";

test("an application whose config names no store says that the folder's store does not reach it", async () => {
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-"));
  onTestFinished(() => rm(projectFolder, { recursive: true }));
  const told: string[] = [];
  const start = async (store?: ReturnType<typeof memory>) => {
    const promptrail = await createPromptrail(
      { prompts, providers: [fakeProvider()], projectFolder, ...(store && { store }) },
      { onProblem: (problem) => told.push(String(problem)) },
    );
    await promptrail.close();
  };
  await start();
  expect(told).toEqual([]);
  await mkdir(join(projectFolder, ".promptrail", "store"), { recursive: true });
  await start();
  expect(told).toEqual([
    expect.stringMatching(/names no store.*development.*`store: embedded\(\)`/),
  ]);
  await start(memory());
  expect(told).toHaveLength(1);
});
