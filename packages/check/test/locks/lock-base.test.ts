import { definePrompt, type Status } from "@promptrail/core";
import { createRegistry, type Lock } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { compareLocks } from "../../src/locks/compare-locks.js";
import { createLock, type LockSettings } from "../../src/locks/create-lock.js";

function greeting(version: number, status: Status, text = "Hello {{ name }}") {
  return definePrompt({
    family: "greeting",
    version,
    status,
    changelog: "Because.",
    provider: "claude",
    model: "m",
    maxTokens: 10,
    userTemplate: text,
  });
}

function lock(
  prompts: readonly ReturnType<typeof greeting>[],
  previous: Lock | null = null,
  settings: LockSettings = {},
): Lock {
  return createLock(createRegistry(prompts), new Map(), previous, settings);
}

const drafted = [greeting(1, "active"), greeting(2, "draft")];
const redrafted = [greeting(1, "active"), greeting(2, "draft", "Hi {{ name }}")];
const promoted = [greeting(1, "deprecated"), greeting(2, "active")];
const base = lock(drafted);

describe("a lock on top of a base", () => {
  test("does not rewrite the hash of a draft that the base has", () => {
    expect(() => lock(redrafted, base, { base })).toThrow(
      /greeting_v2 was edited after it was locked.*of the merge base.*`promptrail new greeting`/,
    );
  });

  test("rewrites the hash of a draft that the base does not have", () => {
    const earlier = lock([greeting(1, "active")]);
    const rewritten = lock(redrafted, base, { base: earlier });
    expect(rewritten.families["greeting"]?.versions["2"]?.hash).toBe(redrafted[1]?.contentHash);
  });

  test("never rewrites the hash of a version that is no draft", () => {
    const active = [greeting(1, "active", "Hi {{ name }}"), greeting(2, "draft")];
    expect(() => lock(active, base, { base: null })).toThrow(/greeting_v1 was edited/);
  });

  test("raises the generation over the base's, also where a merge took both sides' statuses", () => {
    const merged: Lock = {
      ...base,
      families: { greeting: { ...family(lock(promoted, base)), generation: 1 } },
    };
    expect(family(lock(promoted, merged)).generation).toBe(1);
    expect(family(lock(promoted, merged, { base })).generation).toBe(2);
    expect(family(lock(drafted, base, { base })).generation).toBe(1);
  });

  test("records an acknowledged revision with a new generation, once", () => {
    const acknowledged = new Map([["greeting", { production: 7 }]]);
    const once = lock(drafted, base, { acknowledged });
    expect(family(once)).toMatchObject({
      acknowledgedRevisions: { production: 7 },
      generation: 2,
    });
    expect(lock(drafted, once, { acknowledged })).toEqual(once);
    expect(lock(drafted, once)).toEqual(once);
    expect(family(lock(promoted, base, { acknowledged })).generation).toBe(2);
  });

  test("keeps what the base acknowledges where a merge lost it", () => {
    const acknowledged = new Map([["greeting", { production: 7, staging: 40 }]]);
    const acknowledging = lock(drafted, base, { acknowledged });
    const restored = lock(drafted, base, { base: acknowledging });
    expect(restored).toEqual(acknowledging);
    expect(lock(drafted, acknowledging, { base })).toEqual(acknowledging);
  });
});

describe("a comparison with the base", () => {
  const compare = (after: Lock, before = base) =>
    compareLocks(before, after, "main").map(({ code, message }) => `${code}: ${message}`);

  test("finds nothing where versions were added and statuses moved with a new generation", () => {
    expect(compare(base)).toEqual([]);
    expect(compare(lock([...promoted, greeting(3, "draft")], base))).toEqual([]);
  });

  test("finds a changed hash, a deleted version and a deleted family, each with its cure", () => {
    const [edited = ""] = compare(lock(redrafted));
    expect(edited).toMatch(/^immutability_violation: greeting_v2 was edited without a new version/);
    expect(edited).toMatch(/in main it is sha256-.*declare the change under a new version number/);
    const [gone = ""] = compare(lock([greeting(1, "active")]));
    expect(gone).toMatch(/greeting_v2 is in the prompts.lock.json of main and was deleted/);
    expect(gone).toMatch(/restore it and give it the status "archived"/);
    expect(compare({ ...base, families: {} })[0]).toMatch(/Family "greeting".*was deleted here/);
  });

  test("finds statuses and acknowledgements that moved without a new generation", () => {
    const [moved = "", ...more] = compare(lock(promoted));
    expect(more).toEqual([]);
    expect(moved).toMatch(/^lock_stale: Family "greeting" changes greeting_v1 from active to dep/);
    expect(moved).toMatch(/greeting_v2 from draft to active.*`promptrail lock --against main`/);
    const acknowledged: Lock = {
      ...base,
      families: { greeting: { ...family(base), acknowledgedRevisions: { production: 3 } } },
    };
    expect(compare(acknowledged)[0]).toMatch(
      /changes the acknowledged revision of production from none to 3 at generation 1/,
    );
    expect(compare(base, acknowledged)[0]).toMatch(/of production from 3 to none at generation 1/);
    expect(compare(base, lock(promoted, base))[0]).toMatch(/changes greeting_v1 from deprecated/);
  });

  test("finds a generation that went back", () => {
    const later: Lock = { ...base, families: { greeting: { ...family(base), generation: 4 } } };
    expect(compare(base, later)[0]).toMatch(/went back from generation 4 to 1/);
  });
});

function family(locked: Lock) {
  const found = locked.families["greeting"];
  if (found === undefined) throw new Error("the family is not locked");
  return found;
}
