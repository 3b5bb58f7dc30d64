import { beforeEach, expect, onTestFinished, test } from "vitest";
import { brief, type TopicVersion, topicConfig } from "../ci/topic-config.js";
import { type CliProject, createStoredProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createStoredProject();
  onTestFinished(() => project.remove());
  await declare(brief("active"), brief("draft"));
});

async function declare(...versions: readonly TopicVersion[]): Promise<void> {
  await project.write("promptrail.config.ts", topicConfig(versions));
  expect(await project.run("lock")).toMatchObject({ exitCode: 0 });
  await project.run("deploy");
}

const evaluate = (...flags: readonly string[]) =>
  project.run("eval", "topic", "--version", "2", ...flags);

test("an eval says that its evidence made a version live that waited for it", async () => {
  await declare(brief("deprecated"), brief("active"));
  const { out, exitCode } = await evaluate();
  expect(out).toMatch(
    /Evidence \S+ in development\n✓ topic_v2 is live in development since revision 3: the code declares it active, and it waited for this evidence\./,
  );
  expect(exitCode).toBe(0);
  expect((await project.run("history", "topic", "--limit", "1")).out).toMatch(/^ +3 .*v1 → v2/);
});

test("an eval tells machines the revision, and null where its evidence made nothing live", async () => {
  const first = JSON.parse((await evaluate("--json")).out);
  expect(first.reports).toMatchObject([{ activated_revision: null }]);
  await declare(brief("deprecated"), { ...brief("active"), userTemplate: "{{ topic }}" });
  const status = JSON.parse((await project.run("status", "--json")).out);
  // With the evidence there, the deployment itself made it live.
  expect(status.families).toMatchObject([{ active_version: 2 }]);
  const alone = JSON.parse((await evaluate("--json")).out);
  expect(alone.reports).toMatchObject([{ report: "eval" }]);
  expect(alone.reports[0]).not.toHaveProperty("activated_revision");
});
