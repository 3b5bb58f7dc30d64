import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLock } from "@promptrail/check";
import { memory, type PromptVersion } from "@promptrail/core";
import { createRegistry, formatLock, type Lock, lockFileName } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { startRuntime } from "../lifecycle/start-runtime.js";
import { temporaryFolder } from "../lifecycle/temporary-folder.js";
import { greeting, oneStore, version1, version2 } from "./two-builds.js";

const by = { actor: "ada", reason: "Reviewed.", family: "greeting" } as const;

/** Unread by its template: only its schema requires it. */
const version3 = greeting(3, "draft", {
  template: "Greet {{ name }}.",
  input: z.object({ name: z.string(), locale: z.string() }),
});

describe("promote", () => {
  test("is refused where callers do not give what the version requires, with the names", async () => {
    const { promptrail } = await oneStore()([version1("active"), version2("draft"), version3]);
    const refused = promptrail.promote({ ...by, toVersion: 2 });
    await expect(refused).rejects.toMatchObject({
      code: "not_eligible",
      data: { family: "greeting", version: 2, active_version: 1, requires: ["tone"] },
    });
    await expect(refused).rejects.toThrow(/greeting_v2 .* requires 'tone'.*--callers-ready/);
    await expect(promptrail.promote({ ...by, toVersion: 3 })).rejects.toThrow(/'locale'/);
    await expect(
      promptrail.promote({ ...by, toVersion: 2, override: "It is urgent." }),
    ).rejects.toMatchObject({ code: "not_eligible" });
    expect(promptrail.resolve("greeting").version.version).toBe(1);
  });

  test("goes on where the callers are said to be ready, which stands in the reason", async () => {
    const { promptrail } = await oneStore()([version1("active"), version2("draft")]);
    const { decision } = await promptrail.promote({ ...by, toVersion: 2, callersReady: true });
    expect(decision).toMatchObject({ toVersion: 2, reason: "Reviewed. (callers ready)" });
  });

  test("asks nothing more of a version that was live, or that requires no more than one that was", async () => {
    const again = greeting(3, "draft", { template: "{{ name }}, {{ tone }}!" });
    const { promptrail } = await oneStore()([version1("active"), version2("draft"), again]);
    await promptrail.promote({ ...by, toVersion: 2, callersReady: true });
    await promptrail.promote({ ...by, toVersion: 1 });
    await promptrail.promote({ ...by, toVersion: 2 });
    const { decision } = await promptrail.promote({ ...by, toVersion: 3 });
    expect(decision).toMatchObject({ toVersion: 3, reason: "Reviewed." });
  });

  test("is refused where only an archived version required the same", async () => {
    const again = greeting(3, "draft", { template: "{{ name }}, {{ tone }}!" });
    const plain = greeting(4, "draft", { template: "{{ name }}" });
    const start = oneStore();
    const { promptrail } = await start([version1("active"), version2("draft"), again, plain]);
    await promptrail.promote({ ...by, toVersion: 2, callersReady: true });
    // A rollback goes to version 4 then, so that 2 can be archived.
    await promptrail.promote({ ...by, toVersion: 4 });
    await promptrail.promote({ ...by, toVersion: 1 });
    await promptrail.archive({ ...by, version: 2 });
    await expect(promptrail.promote({ ...by, toVersion: 3 })).rejects.toMatchObject({
      code: "not_eligible",
      data: { requires: ["tone"] },
    });
    await expect(promptrail.promote({ ...by, toVersion: 2 })).rejects.toMatchObject({
      code: "archived_version",
    });
  });

  test("is refused by a process whose build does not have the version, by what its schema requires", async () => {
    const start = oneStore();
    const old = await start([version1("active")]);
    await start([version1("active"), version2("draft"), version3]);
    for (const [version, name] of [
      [2, "tone"],
      [3, "locale"],
    ] as const) {
      const refused = old.promptrail.promote({ ...by, toVersion: version });
      await expect(refused).rejects.toMatchObject({ data: { requires: [name] } });
    }
  });

  test("of a version that nobody registered says so", async () => {
    const { promptrail } = await oneStore()([version1("active")]);
    await expect(promptrail.promote({ ...by, toVersion: 9 })).rejects.toMatchObject({
      code: "unknown_version",
    });
  });

  test("does not hinder a rollback", async () => {
    const { promptrail } = await oneStore()([version1("active"), version2("deprecated")]);
    const { state } = await promptrail.rollback({ ...by, toVersion: 2 });
    expect(state.activeVersion).toBe(2);
  });
});

describe("deploy", () => {
  const oldBuild = [version1("active")];
  const newBuild = [version1("deprecated"), version2("active")];

  function folderWith(prompts: readonly PromptVersion[], previous: Lock | null = null) {
    const lock = createLock(createRegistry(prompts), new Map(), previous);
    const projectFolder = temporaryFolder();
    writeFileSync(join(projectFolder, lockFileName), formatLock(lock));
    return { lock, projectFolder };
  }

  test("tells what the version that it makes live requires of callers", async () => {
    const store = memory();
    const base = { store, families: { greeting: { gate: "none" } } } as const;
    const { lock, projectFolder } = folderWith(oldBuild);
    const first = { ...base, prompts: oldBuild, projectFolder };
    const { promptrail: old } = await startRuntime(first, { declares: false, creates: true });
    const [seen] = (await old.deploy({ actor: "pipeline" })).families;
    expect(seen).toMatchObject({ outcome: "first_seen", newRequirements: [] });
    const next = { ...base, prompts: newBuild, ...folderWith(newBuild, lock) };
    const { promptrail } = await startRuntime(
      { ...base, prompts: newBuild, projectFolder: next.projectFolder },
      { declares: false, creates: true },
    );
    const [deployed] = (await promptrail.deploy({ actor: "pipeline" })).families;
    expect(deployed).toMatchObject({ outcome: "activated", newRequirements: ["tone"] });
    const [again] = (await promptrail.deploy({ actor: "pipeline" })).families;
    expect(again).toMatchObject({ outcome: "unchanged", newRequirements: [] });
  });
});
