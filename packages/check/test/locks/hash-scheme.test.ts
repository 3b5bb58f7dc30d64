import { definePrompt, type InputSchema, type PromptVersion } from "@promptrail/core";
import {
  createRegistry,
  formatLock,
  isHashOfEarlierScheme,
  type Lock,
  type LockedVersion,
  parseLock,
} from "@promptrail/core/lifecycle";
import { omitUndefined } from "@promptrail/core/portable";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { checkLock } from "../../src/locks/check-lock.js";
import { compareLocks } from "../../src/locks/compare-locks.js";
import { createLock } from "../../src/locks/create-lock.js";
import { findRehashed, restateLock } from "../../src/locks/restate-lock.js";

const base = {
  family: "greeting",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 100,
  userTemplate: "Hello {{ name }}",
  changelog: "Because.",
} as const;

const scored = z.object({ score: z.number(), tags: z.array(z.string()).default([]) });
/** What releases of scheme 1 gave the first version below. */
const scoredOfScheme1 = "sha256-c33744f60bb9896c5e0e05522ca6bf2c10703ef2b7e335c0553bd3977fc1c806";

function greeting(version: number, output?: InputSchema, userTemplate?: string): PromptVersion {
  return definePrompt({
    ...base,
    version,
    status: version === 1 ? "active" : "deprecated",
    ...omitUndefined({ output, userTemplate }),
  });
}

const plain = greeting(2);
const prompts = [greeting(1, scored), plain];

/** The lock of a release of scheme 1. */
const old: Lock = {
  lockfileVersion: 1,
  hashScheme: 1,
  families: {
    greeting: {
      generation: 1,
      acknowledgedRevisions: {},
      suiteHash: null,
      datasetHash: null,
      versions: {
        1: { hash: scoredOfScheme1, status: "active" },
        2: { hash: plain.contentHash, status: "deprecated" },
      },
    },
  },
};

const lockOf = (declared: readonly PromptVersion[], previous: Lock | null = null, base?: Lock) =>
  createLock(createRegistry(declared), new Map(), previous, { base: base ?? null });

const hashIn = (lock: Lock, version: number) => lock.families["greeting"]?.versions[version]?.hash;

describe("the second hash scheme", () => {
  test("keeps its hashes for ever, and knows those of the first", () => {
    const [first] = prompts;
    expect(first?.contentHash).toBe(
      "sha256-10fc33488ba2b854b2c72578916ca22bdde0709da50081b402828072e15d2f8c",
    );
    expect(first && isHashOfEarlierScheme(first, scoredOfScheme1)).toBe(true);
    expect(first && isHashOfEarlierScheme(first, plain.contentHash)).toBe(false);
  });

  test("moves the hash of versions with an output schema alone, and says what was sent", () => {
    const lock = lockOf(prompts, old);
    expect(lock.hashScheme).toBe(2);
    expect(hashIn(lock, 1)).toBe(prompts[0]?.contentHash);
    expect(hashIn(lock, 2)).toBe(plain.contentHash);
    expect(lock.families["greeting"]?.generation).toBe(1);
    expect(findRehashed(old, prompts)).toMatchObject([
      {
        prompt: { key: "greeting_v1" },
        from: scoredOfScheme1,
        to: hashIn(lock, 1),
        sentBefore: { required: ["score", "tags"], additionalProperties: false },
        sent: { required: ["score"] },
      },
    ]);
  });

  test("is written once", () => {
    const lock = lockOf(prompts, old);
    expect(lockOf(prompts, lock)).toEqual(lock);
    expect(findRehashed(lock, prompts)).toEqual([]);
    expect(restateLock(lock, prompts)).toEqual(lock);
    expect(parseLock(formatLock(lock))).toEqual(lock);
  });

  test("is no excuse for an edit", () => {
    const edited = greeting(1, scored, "Hi {{ name }}");
    const widened = greeting(1, z.object({ score: z.number(), tags: z.array(z.string()) }));
    for (const prompt of [edited, widened]) {
      expect(() => lockOf([prompt, plain], old)).toThrow(/greeting_v1 was edited after it was/);
      expect(
        compareLocks(restateLock(old, [prompt, plain]), lockOf([prompt, plain]), "main"),
      ).toHaveLength(1);
    }
  });

  test("takes a base of the first where the code gives its hashes", () => {
    const lock = lockOf(prompts, old);
    expect(compareLocks(restateLock(old, prompts), lock, "main")).toEqual([]);
    expect(lockOf(prompts, null, old)).toEqual(lock);
    expect(lockOf(prompts, lock, old)).toEqual(lock);
  });

  test("makes a lock of the first stale, with the cure", () => {
    expect(() => checkLock(createRegistry(prompts), new Map(), old)).toThrow(
      /has hashes of scheme 1, and this Promptrail writes scheme 2. Run `promptrail lock`/,
    );
    const lock = lockOf([greeting(1)]);
    expect(() =>
      checkLock(createRegistry([greeting(1)]), new Map(), { ...lock, hashScheme: 1 }),
    ).toThrow(/scheme 1/);
  });

  test("names the line that a merge left under the first", () => {
    const lock = lockOf(prompts, old);
    const { greeting: family } = lock.families;
    if (family === undefined) throw new Error("the family is not locked");
    const left: LockedVersion = { hash: scoredOfScheme1, status: "active" };
    const merged = {
      ...lock,
      families: { greeting: { ...family, versions: { ...family.versions, 1: left } } },
    };
    expect(() => lockOf(prompts, merged)).toThrow(
      /a hash of an earlier scheme for greeting_v1.*Remove the line/,
    );
    const { 1: _line, ...rest } = merged.families.greeting.versions;
    const cured = { ...merged, families: { greeting: { ...family, versions: rest } } };
    expect(hashIn(lockOf(prompts, cured), 1)).toBe(hashIn(lock, 1));
  });

  test("refuses a lock of a newer one, and writes nothing over it", () => {
    const text = formatLock(old).replace('"hashScheme": 1', '"hashScheme": 3');
    expect(() => parseLock(text)).toThrow(
      /was written by a newer Promptrail: its hashes are of scheme 3.*up to scheme 2/,
    );
  });
});
