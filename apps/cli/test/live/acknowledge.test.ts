import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Status } from "@promptrail/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

/** One story on one folder, whose store keeps two environments. */
describe("lock --acknowledge", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject();
    await enter("production", "deprecated", "active");
    await project.run("lock");
    await project.run("deploy");
    await rollBack();
    await enter("staging", "deprecated", "active");
    await project.run("deploy");
    await rollBack();
  });
  afterAll(() => project.remove());

  /** The commands that follow run in this environment, on a code that declares these statuses. */
  const enter = (environment: string, ...statuses: readonly Status[]) =>
    project.write("promptrail.config.ts", greetingConfig(greetings(...statuses), environment));

  const rollBack = () => project.run("rollback", "greeting", "--to", "1", "--reason", "Impolite");

  const readLocked = async () => {
    const text = await readFile(join(project.folder, "prompts.lock.json"), "utf8");
    return JSON.parse(text).families.greeting;
  };

  const deploy = async (environment: string) => {
    await enter(environment, "deprecated", "deprecated", "active");
    const { exitCode, out } = await project.run("deploy", "--json");
    return { exitCode, report: JSON.parse(out) };
  };

  test("records the revision under the environment whose state it read", async () => {
    const { exitCode, out } = await project.run("lock", "--acknowledge", "--json");
    expect(JSON.parse(out)).toMatchObject({
      environment: "staging",
      acknowledged: [{ family: "greeting", revision: 2, reason: "Impolite" }],
    });
    expect(exitCode).toBe(0);
    expect(await readLocked()).toMatchObject({
      generation: 2,
      acknowledgedRevisions: { staging: 2 },
    });
  });

  test("of one environment leaves the hold of another, which has the same revision", async () => {
    await enter("staging", "deprecated", "deprecated", "active");
    await project.run("lock");
    expect(await deploy("production")).toMatchObject({
      exitCode: 1,
      report: { families: [{ outcome: "pending", active_version: 1 }] },
    });
    expect(await deploy("staging")).toMatchObject({
      exitCode: 0,
      report: { families: [{ outcome: "activated", active_version: 3 }] },
    });
  });

  test("says for which environment, and keeps what another one's recorded", async () => {
    const nothing = await project.run("lock", "--acknowledge");
    expect(nothing.out).toMatch(
      /^No family has a hold in staging: there is nothing to acknowledge/,
    );
    await enter("production", "deprecated", "deprecated", "active");
    const { out } = await project.run("lock", "--acknowledge");
    expect(out).toMatch(
      /^The rollback of greeting in production at revision 2 is acknowledged: Imp/,
    );
    expect((await readLocked()).acknowledgedRevisions).toEqual({ production: 2, staging: 2 });
    expect(await deploy("production")).toMatchObject({
      exitCode: 0,
      report: { families: [{ outcome: "activated", active_version: 3 }] },
    });
  });
});
