import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLock } from "@promptrail/check";
import {
  definePrompt,
  memory,
  type PromptVersion,
  type Status,
  type Store,
} from "@promptrail/core";
import {
  createRegistry,
  formatLock,
  type Hold,
  type Lock,
  lockFileName,
} from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { activeOf, type StartedRuntime, startRuntime } from "./start-runtime.js";
import { temporaryFolder } from "./temporary-folder.js";

const request = { actor: "ada", family: "greeting", reason: "It went bad." } as const;
const withoutGate = { families: { greeting: { gate: "none" } } } as const;

function greetings(...statuses: readonly Status[]): readonly PromptVersion[] {
  return statuses.map((status, index) =>
    definePrompt({
      family: "greeting",
      version: index + 1,
      status,
      changelog: "Another greeting.",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: `Greeting ${index + 1}.`,
    }),
  );
}

const before = greetings("deprecated", "active");
const after = greetings("deprecated", "deprecated", "active");
const lockedBefore = createLock(createRegistry(before), new Map(), null);
const lockedAfter = createLock(createRegistry(after), new Map(), lockedBefore);

/** The lock of the new code, whose author saw one environment's rollback. */
function acknowledging(environment: string, revision: number, previous = lockedAfter): Lock {
  const acknowledged = new Map([["greeting", { [environment]: revision }]]);
  return createLock(createRegistry(after), new Map(), previous, { acknowledged });
}

/** A process that declares what its lock file says when it starts. */
function boot(
  store: Store,
  environment: string,
  prompts: readonly PromptVersion[],
  lock: Lock,
): Promise<StartedRuntime> {
  const projectFolder = temporaryFolder();
  writeFileSync(join(projectFolder, lockFileName), formatLock(lock));
  return startRuntime({ ...withoutGate, store, environment, prompts, projectFolder });
}

/** Rolls greeting_v2 back as often as asked; the last time it stays so. */
async function rollBack(store: Store, environment: string, times = 1): Promise<Hold> {
  const { promptrail } = await boot(store, environment, before, lockedBefore);
  for (let time = 1; time < times; time += 1) {
    await promptrail.rollback({ ...request, toVersion: 1 });
    await promptrail.promote({ ...request, toVersion: 2, override: "It was looked into." });
  }
  const { state } = await promptrail.rollback({ ...request, toVersion: 1 });
  if (state.hold === null) throw new Error("a rollback left no hold");
  return state.hold;
}

function holdOf({ promptrail }: StartedRuntime): Hold | null | undefined {
  return promptrail.status().families[0]?.state.hold;
}

function acknowledgedOf({ promptrail }: StartedRuntime): number | undefined {
  return promptrail.status().families[0]?.state.declared.acknowledgedRevision;
}

describe.each([
  ["staging", "production"],
  ["constructor", "production"],
  ["production", "constructor"],
  ["production", "constructor"],
])("an acknowledgement of %s", (acknowledged, other) => {
  test(`does not end the hold of ${other}, however high its revision is`, async () => {
    const store = memory();
    const seen = await rollBack(store, acknowledged, 3);
    const unseen = await rollBack(store, other);
    expect(seen.revision).toBeGreaterThan(unseen.revision);
    const lock = acknowledging(acknowledged, seen.revision);

    const held = await boot(store, other, after, lock);
    expect([activeOf(held), holdOf(held)]).toEqual([1, unseen]);
    expect(acknowledgedOf(held)).toBe(0);
    const freed = await boot(store, acknowledged, after, lock);
    expect([activeOf(freed), holdOf(freed)]).toEqual([3, null]);
    expect(acknowledgedOf(freed)).toBe(seen.revision);

    const [deployed] = (await held.promptrail.deploy({ actor: "pipeline" })).families;
    expect(deployed).toMatchObject({ outcome: "pending", activeVersion: 1, isLive: false });
    const both = await boot(store, other, after, acknowledging(other, unseen.revision, lock));
    expect([activeOf(both), holdOf(both)]).toEqual([3, null]);
  });
});
