import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";

const run = promisify(execFile);
const lockFile = "prompts.lock.json";

const output = "z.object({ score: z.number(), tags: z.array(z.string()).default([]) })";
const scoreV1 = { version: 1, status: "active", userTemplate: "Score it.", changelog: "First." };

/** A config of versions that have an output schema; `release`: what makes them what a release declared. */
const configOf = (prompts: readonly object[], release = "(prompt) => prompt") => `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { hashContent, toJsonSchema } from "@promptrail/core/lifecycle";
  import { simulatedProvider } from "@promptrail/testing";
  import { z } from "zod";
  const output = ${output};
  const base = { family: "score", provider: "simulated", model: "simulated-small", maxTokens: 50, output };
  const release = ${release};
  export default defineConfig({
    prompts: ${JSON.stringify(prompts)}.map((prompt) => release(definePrompt({ ...base, ...prompt }))),
    providers: [simulatedProvider()],
    families: { score: { gate: "none" } },
  });`;

/** Releases of the first scheme sent the output side. */
const ofScheme1 = `(prompt) => {
  const content = { ...prompt.content, output: { name: "score", schema: toJsonSchema(output, "output") } };
  return { ...prompt, content, contentHash: hashContent(content) };
}`;

/** One story on one store: each test goes on where the one before ended. */
describe("a project of the first hash scheme", { timeout: 120_000 }, () => {
  let project: CliProject;
  const readLock = () => readFile(join(project.folder, lockFile), "utf8");
  const declare = (...prompts: readonly object[]) =>
    project.write("promptrail.config.ts", configOf(prompts));

  async function git(...args: readonly string[]): Promise<void> {
    const author = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"];
    await run("git", [...author, ...args], { cwd: project.folder });
  }

  beforeAll(async () => {
    project = await createStoredProject();
    await project.write("promptrail.config.ts", configOf([scoreV1], ofScheme1));
    await project.run("lock");
    await project.run("deploy");
    const text = await readLock();
    await writeFile(
      join(project.folder, lockFile),
      text.replace('"hashScheme": 2', '"hashScheme": 1'),
    );
    await git("init", "--quiet", "--initial-branch", "main");
    await git("add", "--", lockFile);
    await git("commit", "--quiet", "--message", "Before");
    await declare(scoreV1);
  });
  afterAll(() => project.remove());

  test("is told by check that its lock is to be written anew", async () => {
    const { exitCode, out } = await project.run("check");
    expect(out).toMatch(/lock_stale .*uses hash scheme 1.*uses scheme 2. Run `promptrail lock`/);
    expect(exitCode).toBe(1);
  });

  test("is shown by lock what was sent and what is sent, once", async () => {
    const { exitCode, out } = await project.run("lock");
    expect(out).toMatch(/^The hash scheme is 2 now/m);
    expect(out).toMatch(/^ {2}score_v1 sha256-[0-9a-f]{12}… → sha256-[0-9a-f]{12}…$/m);
    expect(out).toMatch(/^ {4}was sent \{.*"required":\["score","tags"\].*\}$/m);
    expect(out).toMatch(/^ {4}is sent {2}\{.*"required":\["score"\]\}$/m);
    expect(exitCode).toBe(0);
    expect(await readLock()).toMatch(/"hashScheme": 2/);
    const again = await project.run("lock", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ changed: false, rehashed: [] });
  });

  test("is compared with a base of the first scheme by what the code gave there", async () => {
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
    await declare({ ...scoreV1, userTemplate: "Score it well." });
    const { exitCode, out } = await project.run("check", "--against", "main");
    expect(out).toMatch(/immutability_violation score_v1 was edited/);
    expect(exitCode).toBe(1);
    await declare(scoreV1);
  });

  test("is not deployed under the old number, and is told to bump", async () => {
    const { exitCode, err } = await project.run("deploy");
    expect(err).toMatch(
      /Nothing was deployed: score_v1 is registered under an earlier hash scheme/,
    );
    expect(err).toMatch(/Declare the same text under new version numbers/);
    expect(exitCode).toBe(1);
  });

  test("is deployed when it is bumped", async () => {
    await declare({ ...scoreV1, status: "deprecated" }, { ...scoreV1, version: 2 });
    await project.run("lock");
    const { exitCode, out } = await project.run("deploy");
    expect(out).toMatch(/^score +2 +v2 +v2 +activated$/m);
    expect(out).toMatch(
      /^score_v1 keeps the content that was registered under an earlier hash scheme\.$/m,
    );
    expect(exitCode).toBe(0);
    expect(await project.run("call", "score", "--context", "{}")).toMatchObject({ exitCode: 0 });
  });

  test("is told of a lock that a newer release wrote, which is left alone", async () => {
    const newer = (await readLock()).replace('"hashScheme": 2', '"hashScheme": 3');
    await writeFile(join(project.folder, lockFile), newer);
    for (const command of ["lock", "check", "deploy"]) {
      const { exitCode, out, err } = await project.run(command);
      expect(out + err).toMatch(
        /was written by a newer release of Promptrail: it uses hash scheme 3/,
      );
      expect(exitCode).toBe(1);
    }
    expect(await readLock()).toBe(newer);
  });
});
