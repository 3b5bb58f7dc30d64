import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Status } from "@promptrail/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const lockFile = "prompts.lock.json";

/** One story on one store: each test goes on where the one before ended. */
describe("a deployment", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject();
    await declare("deprecated", "active");
    await project.run("lock");
  });
  afterAll(() => project.remove());

  const declare = (...statuses: readonly Status[]) =>
    project.write("promptrail.config.ts", greetingConfig(greetings(...statuses)));

  const deploy = async () => {
    const { exitCode, out } = await project.run("deploy", "--json");
    return { exitCode, report: JSON.parse(out) };
  };

  test("takes the declared version of a family at first sight, as the deployer's decision", async () => {
    const { exitCode, out } = await project.run("deploy", "--reason", "Release 1");
    expect(out).toMatch(/^greeting +1 +v2 +v2 +first seen$/m);
    expect(out).toMatch(/Everything that the code declares is live in development\./);
    expect(exitCode).toBe(0);
    const history = await project.run("history", "greeting");
    expect(history.out).toMatch(/first seen {2}v2 {2}by ada \(deploy\)\n +Release 1$/m);
  });

  test("that is repeated changes nothing", async () => {
    expect(await deploy()).toMatchObject({
      exitCode: 0,
      report: { is_live: true, families: [{ outcome: "unchanged", active_version: 2 }] },
    });
  });

  test("waits where a rollback was not acknowledged, and says so", async () => {
    await project.run("rollback", "greeting", "--reason", "Impolite");
    await declare("deprecated", "deprecated", "active");
    await project.run("lock");
    const { exitCode, out } = await project.run("deploy");
    expect(out).toMatch(
      /^greeting +2 +v3 +v1 +pending +a rollback at revision 2 put a hold on the family; acknow/m,
    );
    expect(out).toMatch(/1 of 1 declared version is not live/);
    expect(exitCode).toBe(1);
  });

  test("is held back until the lock acknowledges the rollback, with a new generation", async () => {
    const { out } = await project.run("lock", "--acknowledge");
    expect(out).toMatch(
      /The rollback of greeting in development at revision 2 is acknowledged: Impolite/,
    );
    expect(out).toMatch(/greeting generation 2 → 3/);
    await copyFile(join(project.folder, lockFile), join(project.folder, "kept.json"));
    const again = await project.run("lock", "--acknowledge", "greeting");
    expect(again.out).toMatch(/was acknowledged before: Impolite\n.* is up to date/);
  });

  test("of an acknowledging lock goes live", async () => {
    expect(await deploy()).toMatchObject({
      exitCode: 0,
      report: { families: [{ generation: 3, outcome: "activated", active_version: 3 }] },
    });
    expect(await project.run("status")).toMatchObject({ exitCode: 0 });
    expect((await project.run("lock", "--acknowledge")).out).toMatch(/No family has a hold in dev/);
  });

  test("of a reverted commit is not taken for a rollback", async () => {
    await declare("active", "deprecated", "deprecated");
    await rm(join(project.folder, lockFile));
    await project.run("lock");
    const { exitCode, report } = await deploy();
    expect(report).toMatchObject({
      is_live: false,
      families: [{ outcome: "old_generation", declared_version: 1, active_version: 3 }],
    });
    expect(report.families[0].reason).toMatch(/generation 1 .* not above 3.*promptrail rollback/);
    expect(exitCode).toBe(1);
  });

  test("with another text under an old number deploys nothing", async () => {
    const edited = greetings("active").map((prompt) => ({ ...prompt, userTemplate: "Edited" }));
    await project.write("promptrail.config.ts", greetingConfig(edited));
    await rm(join(project.folder, lockFile));
    await project.run("lock");
    const { exitCode, err } = await project.run("deploy");
    expect(err).toMatch(
      /Nothing was deployed: greeting_v1 is already registered with different content/,
    );
    expect(err).toMatch(/under a new version number/);
    expect(exitCode).toBe(2);
  });

  test("of a stale lock is refused", async () => {
    await declare("deprecated", "deprecated", "deprecated", "active");
    await copyFile(join(project.folder, "kept.json"), join(project.folder, lockFile));
    const { exitCode, err } = await project.run("deploy");
    expect(err).toMatch(/prompts.lock.json is out of date for: greeting/);
    expect(exitCode).toBe(1);
  });

  test("left a history that holds", async () => {
    const { exitCode, out } = await project.run("history", "--verify");
    expect(out).toMatch(
      /^✓ 4 decisions, the hash chain is complete: development at revision 4\.$/m,
    );
    expect(exitCode).toBe(0);
  });
});
