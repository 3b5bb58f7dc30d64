import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

/** A project whose suite has so many cases, each in a cluster of `perCluster`; 0: in none. */
async function declare(size: number, gate: object, perCluster = 0): Promise<void> {
  await project.write(
    "promptrail.config.ts",
    `import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { cases, defineSuite, maxWords } from "@promptrail/evals";
    import { simulatedProvider } from "@promptrail/testing";
    const versions = [1, 2].map((version) => definePrompt({
      family: "topic",
      version,
      status: version === 1 ? "active" : "draft",
      changelog: "Why.",
      provider: "simulated",
      model: "simulated-small",
      maxTokens: 200,
      system: "Maximum 10 words.",
      userTemplate: "{{ topic }}",
    }));
    const rows = Array.from({ length: ${size} }, (_, at) => ({
      id: \`topic-\${at}\`,
      context: { topic: \`Lamp \${at}, its light and its price.\` },
      cluster: ${perCluster} === 0 ? null : \`cluster-\${Math.floor(at / ${perCluster})}\`,
    }));
    export default defineConfig({
      prompts: versions,
      providers: [simulatedProvider()],
      suites: [defineSuite({
        family: "topic",
        dataset: cases("topics", rows),
        evals: [maxWords(10)],
        gate: ${JSON.stringify(gate)},
      })],
    });`,
  );
  await project.run("lock");
}

describe("a suite with too few cases for its margin", { timeout: 120_000 }, () => {
  test("is a warning of check, which names the cases and the margin that would decide", async () => {
    await declare(20, {});
    const { out, exitCode } = await project.run("check");
    expect(out).toMatch(
      /^! too_few_cases The suite of "topic" has 20 cases, which is not enough for its margin of 5\.0 points: .*Use at least 52 cases, or set a gate\.margin above 12\.0 points\.$/m,
    );
    expect(exitCode).toBe(0);
    // eval says the same of the run, which costs something.
    const evaluated = await project.run("eval", "topic", "--version", "2");
    expect(evaluated.out.replaceAll(/\s+/g, " ")).toMatch(
      /this run had 20, and 20 are enough for a margin of 12\.0 points/,
    );
    expect(evaluated.exitCode).toBe(1);
    const json = await project.run("eval", "topic", "--version", "2", "--json");
    expect(JSON.stringify(JSON.parse(json.out))).toMatch(/"deciding_margin":0\.119/);
  });

  test("is none with the margin that was named, or with as many cases", async () => {
    await declare(20, { margin: 0.12 });
    expect((await project.run("check")).out).not.toContain("too_few_cases");
    const { out, exitCode } = await project.run("eval", "topic", "--version", "2");
    expect(out).toContain("Gate: PASS");
    expect(exitCode).toBe(0);
    await declare(52, {});
    expect((await project.run("check")).out).not.toContain("too_few_cases");
  });

  test("counts clusters where cases have one", async () => {
    await declare(60, {}, 3);
    const { out } = await project.run("check");
    expect(out).toMatch(
      /has 60 cases in 20 clusters, .*Use at least 59 clusters, or set a gate\.m/,
    );
    await declare(60, {}, 20);
    expect((await project.run("check")).out).toMatch(/Use at least 59 clusters\.$/m);
  });
});
