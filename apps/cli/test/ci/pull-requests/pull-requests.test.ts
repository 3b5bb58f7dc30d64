import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ScriptedHost, startScriptedHost } from "../../comment/scripted-host.js";
import { edited, good, unjudged, worse } from "./branches.js";
import { keepPictures } from "./pictures.js";
import {
  type BranchChange,
  createPullRequestProject,
  type PullRequestProject,
} from "./pull-request-project.js";
import { parseWorkflow, toSteps } from "./read-github-steps.js";
import { runSteps, type StepRun } from "./run-steps.js";

const token = "token-of-the-job";

let made: PullRequestProject;
let host: ScriptedHost;
beforeAll(async () => {
  made = await createPullRequestProject("github");
  host = await startScriptedHost("github", token);
});
afterAll(async () => {
  await host.close();
  await made.project.remove();
});

/** The workflow of a branch, as GitHub runs it for a pull request. */
async function runWorkflow(name: string, change: BranchChange) {
  const { folder, commit } = await made.open(name, change);
  const workflow = parseWorkflow(
    await readFile(join(folder, ".github/workflows/prompts.yml"), "utf8"),
  );
  const event = join(made.project.folder, `${name}.json`);
  const head = { sha: commit, repo: { full_name: "acme/shop" } };
  await writeFile(event, JSON.stringify({ pull_request: { number: 12, head } }));
  const environment = {
    ...made.environment,
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: host.url,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_RUN_ID: "99",
    GITHUB_STEP_SUMMARY: join(made.project.folder, `${name}.md`),
  };
  const steps = toSteps(workflow, environment, {
    "github.base_ref && format('origin/{0}', github.base_ref) || github.event.before":
      "origin/main",
    "github.event_name == 'schedule'": "false",
    "github.token": token,
    "!cancelled()": "true",
  });
  const runs = await runSteps(folder, steps);
  const [install, check, evaluate, comment] = runs;
  if (!install || !check || !evaluate || !comment) throw new Error("It has four lines.");
  const report = (file: string) => join(folder, "prompts-report", file);
  return { folder, install, check, evaluate, comment, report, body: host.comments[0]?.body ?? "" };
}

const isGreen = (...runs: readonly StepRun[]) => runs.every(({ exitCode }) => exitCode === 0);

/** What a reader of the pull request sees, and what the artifact has. */
async function readPages(files: readonly string[]) {
  const pages = await Promise.all(files.map((file) => readFile(file, "utf8")));
  for (const page of pages) expect(page).toMatch(/^<!DOCTYPE html>/);
  return pages;
}

describe("a pull request in a repository that `init --ci github` made", () => {
  test("that is as good is green, and its comment, page, JUnit and evidence are there", async () => {
    const run = await runWorkflow("good", good);
    expect(run.evaluate.output).toContain("Gate: PASS");
    expect(isGreen(run.install, run.check, run.evaluate, run.comment)).toBe(true);
    expect(run.body).toMatch(/^<!-- promptrail:comment prompts -->\n.*Check passes.*Evals pass/s);
    expect(host.comments).toHaveLength(1);
    expect(await readFile(run.report("junit.xml"), "utf8")).toContain("<testsuite");
    const [line = ""] = (await readFile(run.report("evidence.jsonl"), "utf8")).split("\n");
    expect(JSON.parse(line)).toMatchObject({ environment: "production", version: 2 });
    await readPages([run.report("check.html"), run.report("eval.html")]);
    await keepPictures("good", { comment: run.body, report: run.report("eval.html") });
  });

  test("that worsens a prompt is refused by eval", async () => {
    const run = await runWorkflow("worse", worse);
    expect(run.check.exitCode).toBe(0);
    expect(run.evaluate.exitCode).toBe(1);
    expect(run.comment.output).toContain("was updated");
    expect(run.body).toMatch(/Evals do not pass.*ticket\\_summary\\_v2/s);
    // In the place of the last one: a pull request has one comment.
    expect(host.comments).toHaveLength(1);
    const [page = ""] = await readPages([run.report("eval.html")]);
    expect(page).toContain("Evals do not pass");
    await keepPictures("worse", { comment: run.body, report: run.report("eval.html") });
  });

  test("that edits a version without a bump is refused by check, before anything is paid for", async () => {
    const run = await runWorkflow("edited", edited);
    expect(run.check.exitCode).toBe(1);
    expect(run.evaluate.exitCode).toBeNull();
    expect(run.comment.exitCode).toBe(0);
    expect(run.body).toMatch(/Check does not pass.*ticket_summary_v1/s);
    expect(run.body).toContain("**prompts-report/eval.md was not written**");
    const [page = ""] = await readPages([run.report("check.html")]);
    expect(page).toContain("Check does not pass");
    expect(existsSync(run.report("eval.html"))).toBe(false);
    await keepPictures("edited", {
      comment: run.body,
      report: run.report("check.html"),
      height: 500,
    });
  });

  test("whose suite judges nothing is refused by eval", async () => {
    const run = await runWorkflow("unjudged", unjudged);
    expect(run.check.exitCode).toBe(0);
    expect(run.evaluate.exitCode).toBe(1);
    expect(run.evaluate.output).toContain("INCONCLUSIVE");
    expect(run.body).toContain("Evals do not pass");
    await keepPictures("unjudged", { comment: run.body, report: run.report("eval.html") });
  });
});
