import { definePrompt, type Status } from "@promptrail/core";
import { createRegistry, type Lock } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLock } from "../../src/locks/check-lock.js";
import { compareLocks } from "../../src/locks/compare-locks.js";
import { createLock, type SuiteHashes } from "../../src/locks/create-lock.js";

const noSuites: SuiteHashes = new Map();

function version(number: number, status: Status, family = "greeting") {
  return definePrompt({
    family,
    version: number,
    status,
    changelog: "Because.",
    provider: "claude",
    model: "m",
    maxTokens: 10,
    userTemplate: `Hello ${number}`,
  });
}

type Prompts = readonly ReturnType<typeof version>[];

const lockOf = (prompts: Prompts, previous: Lock | null = null, base?: Lock | null) =>
  createLock(createRegistry(prompts), noSuites, previous, { base: base ?? null });

const numbersOf = (lock: Lock) => Object.keys(lock.families["greeting"]?.versions ?? {});

describe("a version that is no longer in the code", () => {
  test("is dropped where it was a draft that the base does not have, and nowhere else", () => {
    const others = fc.constantFrom<Status>("draft", "shadow", "deprecated", "archived");
    const given = fc.record({ status: others, isMerged: fc.boolean(), isKept: fc.boolean() });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 6 }), fc.boolean(), (drawn, isBaseKnown) => {
        const active = version(1, "active");
        const all = drawn.map((one, index) => ({ ...one, prompt: version(index + 2, one.status) }));
        const pick = (wanted: (one: (typeof all)[number]) => boolean): Prompts => [
          active,
          ...all.filter(wanted).map(({ prompt }) => prompt),
        ];
        const base = isBaseKnown ? lockOf(pick(({ isMerged }) => isMerged)) : null;
        const previous = lockOf(
          pick(() => true),
          base,
          base,
        );
        const kept = pick(({ isKept }) => isKept);
        const mustStay = all.some(
          ({ status, isMerged, isKept }) =>
            !isKept && (status !== "draft" || (isBaseKnown && isMerged)),
        );
        if (mustStay) {
          expect(() => lockOf(kept, previous, base)).toThrow(/in prompts\.lock\.json.*no longer/);
          return;
        }
        const lock = lockOf(kept, previous, base);
        expect(numbersOf(lock)).toEqual(kept.map((prompt) => String(prompt.version)));
        // What is dropped asks nothing of a deployment.
        expect(lock.families["greeting"]?.generation).toBe(
          previous.families["greeting"]?.generation,
        );
        if (base !== null) expect(compareLocks(base, lock, "main")).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("makes the lock stale until `lock` drops it", () => {
    const previous = lockOf([version(1, "active"), version(2, "draft")]);
    const registry = createRegistry([version(1, "active")]);
    expect(() => checkLock(registry, noSuites, previous)).toThrow(/out of date for: greeting/);
    checkLock(registry, noSuites, lockOf([version(1, "active")], previous));
    // Nobody is sent to write a lock that would be refused.
    expect(() => checkLock(registry, noSuites, previous, previous)).toThrow(
      /greeting_v2 is in prompts\.lock\.json of the merge base but no longer in the code/,
    );
  });

  test("says how one goes that was more than a draft, and was never merged", () => {
    const base = lockOf([version(1, "active")]);
    const previous = lockOf([version(1, "deprecated"), version(2, "active")], base, base);
    const back = [version(1, "active")];
    expect(() => lockOf(back, previous, base)).toThrow(
      /restore it and give it the status "archived"\. Only a draft may be deleted: if this version was never merged, restore it as a draft, run `promptrail lock`, and then delete it\./,
    );
    const asDraft = lockOf([version(1, "active"), version(2, "draft")], previous, base);
    const dropped = lockOf(back, asDraft, base);
    expect(numbersOf(dropped)).toEqual(["1"]);
    expect(compareLocks(base, dropped, "main")).toEqual([]);
  });
});

describe("a family that is no longer in the code", () => {
  const greeting = version(1, "active");
  const fare = version(1, "active", "fare");

  test("is dropped where a known base does not have it", () => {
    const base = lockOf([greeting]);
    const previous = lockOf([greeting, fare], base, base);
    expect(Object.keys(lockOf([greeting], previous, base).families)).toEqual(["greeting"]);
  });

  test("stays where the base has it, or where no base is known", () => {
    const both = lockOf([greeting, fare]);
    expect(() => lockOf([greeting], both, both)).toThrow(
      /^Family "fare" is in prompts\.lock\.json of the merge base but no longer in the code\. A version must stay in the code: restore it\.$/,
    );
    expect(() => lockOf([greeting], both)).toThrow(/restore it\. If it was never merged, `promptr/);
  });
});
