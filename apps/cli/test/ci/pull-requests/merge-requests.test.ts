import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type ScriptedHost, startScriptedHost } from "../../comment/scripted-host.js";
import { edited, worse } from "./branches.js";
import {
  type BranchChange,
  createPullRequestProject,
  type PullRequestProject,
} from "./pull-request-project.js";
import { runSteps } from "./run-steps.js";

const token = "token-of-the-project";

const jobSchema = z.looseObject({
  variables: z.record(z.string(), z.string()).default({}),
  script: z.array(z.string()),
});
const pipelineSchema = z.object({ prompts: jobSchema, "prompts-comment": jobSchema });

let made: PullRequestProject;
let host: ScriptedHost;
beforeAll(async () => {
  made = await createPullRequestProject("gitlab");
  host = await startScriptedHost("gitlab", token);
});
afterAll(async () => {
  await host.close();
  await made.project.remove();
});

/** The jobs of a branch, as GitLab runs them for a merge request: the lines of a script until one fails. */
async function runPipeline(name: string, change: BranchChange) {
  const { folder, commit } = await made.open(name, change);
  const text = await readFile(join(folder, ".gitlab/prompts.gitlab-ci.yml"), "utf8");
  const jobs = pipelineSchema.parse(parse(text));
  const common = {
    ...made.environment,
    GITLAB_CI: "true",
    CI_API_V4_URL: host.url,
    CI_COMMIT_SHA: commit,
    CI_JOB_URL: "https://gitlab.example/acme/shop/-/jobs/99",
    CI_MERGE_REQUEST_IID: "12",
    CI_MERGE_REQUEST_PROJECT_ID: "7",
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    GITLAB_TOKEN: token,
  };
  const run = ({ script, variables }: z.infer<typeof jobSchema>) => {
    const own = Object.entries(variables).map(([key, value]) => [
      key,
      value.replace("$CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
    ]);
    const environment: Record<string, string> = { ...common, ...Object.fromEntries(own) };
    return runSteps(
      folder,
      script.map((line) => ({ line, always: false, environment })),
    );
  };
  const checks = await run(jobs.prompts);
  const comments = await run(jobs["prompts-comment"]);
  const codeOf = (words: string) =>
    [...checks, ...comments].find(({ line }) => line.includes(words))?.exitCode;
  return { folder, codeOf, body: host.comments[0]?.body ?? "" };
}

test("a merge request that worsens a prompt is refused by eval, with a note and with JUnit", async () => {
  const { folder, codeOf, body } = await runPipeline("worse", worse);
  expect(["promptrail check", "promptrail eval", "promptrail comment"].map(codeOf)).toEqual([
    0, 1, 0,
  ]);
  expect(body).toContain("Evals do not pass");
  expect(await readFile(join(folder, "prompts-report/junit.xml"), "utf8")).toContain("<failure");
});

test("one that edits a version without a bump is refused by check, and the note is updated", async () => {
  const { folder, codeOf, body } = await runPipeline("edited", edited);
  expect(["promptrail check", "promptrail eval", "promptrail comment"].map(codeOf)).toEqual([
    1,
    null,
    0,
  ]);
  expect(host.comments).toHaveLength(1);
  expect(body).toContain("Check does not pass");
  expect(existsSync(join(folder, "prompts-report/eval.md"))).toBe(false);
});
