import { definePrompt } from "@promptrail/core";
import {
  createRegistry,
  formatLock,
  type Lock,
  type LockedFamily,
  parseLock,
} from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLock } from "../../src/locks/check-lock.js";
import { compareLocks } from "../../src/locks/compare-locks.js";
import { createLock } from "../../src/locks/create-lock.js";

interface Acknowledgement {
  readonly family: string;
  readonly environment: string;
  readonly revision: number;
}

// Some are called what every object has.
const families = ["greeting", "farewell", "constructor"];
const environments = ["production", "staging", "eu-1", "7", "10", "constructor", "__proto__"];

const registry = registryOf(families);
const unread = createLock(registry, new Map(), null);

function registryOf(names: readonly string[]) {
  return createRegistry(
    names.map((family) =>
      definePrompt({
        family,
        version: 1,
        status: "active",
        provider: "claude",
        model: "m",
        maxTokens: 10,
        userTemplate: `The ${family} of {{ name }}`,
      }),
    ),
  );
}

function acknowledge(
  { family, environment, revision }: Acknowledgement,
  previous: Lock,
  base: Lock | null = null,
): Lock {
  const acknowledged = new Map([[family, { [environment]: revision }]]);
  return createLock(registry, new Map(), previous, { base, acknowledged });
}

function familyOf(lock: Lock, family = "greeting"): LockedFamily {
  const found = Object.hasOwn(lock.families, family) ? lock.families[family] : undefined;
  if (found === undefined) throw new Error(`${family} is not locked`);
  return found;
}

function revisionsOf(lock: Lock, family = "greeting"): ReadonlyMap<string, number> {
  return new Map(Object.entries(familyOf(lock, family).acknowledgedRevisions));
}

const acknowledgements: fc.Arbitrary<Acknowledgement> = fc.record({
  family: fc.constantFrom(...families),
  environment: fc.oneof(
    fc.constantFrom(...environments),
    fc.string({ minLength: 1, unit: "binary" }),
  ),
  revision: fc.integer({ min: 1, max: 30 }),
});

/** What a lock must have become by one acknowledgement. */
function expectStep(before: Lock, after: Lock, given: Acknowledgement): void {
  for (const family of families) {
    const wanted = new Map(revisionsOf(before, family));
    if (family === given.family) {
      const { environment, revision } = given;
      wanted.set(environment, Math.max(wanted.get(environment) ?? 0, revision));
    }
    expect(revisionsOf(after, family)).toEqual(wanted);
    const grew = [...wanted].some(([name, to]) => revisionsOf(before, family).get(name) !== to);
    const generation = familyOf(before, family).generation + (grew ? 1 : 0);
    expect(familyOf(after, family).generation).toBe(generation);
  }
}

describe("what a lock acknowledges", () => {
  test("grows for the environment that is named, leaves the others, and never goes down", () => {
    fc.assert(
      fc.property(fc.array(acknowledgements, { maxLength: 15 }), (given) => {
        let lock = unread;
        for (const one of given) {
          const next = acknowledge(one, lock);
          expectStep(lock, next, one);
          expect(compareLocks(lock, next, "main")).toEqual([]);
          lock = next;
        }
        const read = parseLock(formatLock(lock));
        expect(formatLock(read)).toBe(formatLock(lock));
        for (const family of families) {
          expect(revisionsOf(read, family)).toEqual(revisionsOf(lock, family));
        }
        expect(() => checkLock(registry, new Map(), read)).not.toThrow();
      }),
    );
  });

  test("is the highest of two branches, whichever of them is the base", () => {
    fc.assert(
      fc.property(
        ...[fc.array(acknowledgements), fc.array(acknowledgements)],
        (ours: readonly Acknowledgement[], theirs: readonly Acknowledgement[]) => {
          const follow = (lock: Lock, one: Acknowledgement) => acknowledge(one, lock);
          const [left, right] = [ours.reduce(follow, unread), theirs.reduce(follow, unread)];
          const merged = createLock(registry, new Map(), left, { base: right });
          const mirrored = createLock(registry, new Map(), right, { base: left });
          expect(formatLock(merged)).toBe(formatLock(mirrored));
          expect(compareLocks(left, merged, "main")).toEqual([]);
          expect(compareLocks(right, merged, "main")).toEqual([]);
        },
      ),
    );
  });

  test("that changed without a new generation is told with its environment", () => {
    const once = { family: "greeting", environment: "constructor", revision: 3 };
    const acknowledged = familyOf(acknowledge(once, unread));
    const greeting = { ...acknowledged, generation: 1 };
    const [told] = compareLocks(
      unread,
      { ...unread, families: { ...unread.families, greeting } },
      "main",
    );
    expect(told?.message).toMatch(
      /^Family "greeting" changes the acknowledged revision of constructor from none to 3 at gen/,
    );
  });

  test("stands in one line a family, in order", () => {
    const given = [
      { family: "greeting", environment: "staging", revision: 40 },
      { family: "greeting", environment: "production", revision: 12 },
    ];
    const text = formatLock(given.reduce((lock, one) => acknowledge(one, lock), unread));
    const lines = text.split("\n").filter((line) => line.includes("acknowledgedRevisions"));
    expect(lines.map((line) => line.trim())).toEqual([
      '"acknowledgedRevisions": {},',
      '"acknowledgedRevisions": {},',
      '"acknowledgedRevisions": {"production":12,"staging":40},',
    ]);
  });

  test("may be of a family that an older lock does not have, whatever it is called", () => {
    const older = createLock(registryOf(["greeting"]), new Map(), null);
    const lock = createLock(registry, new Map(), older, { base: older });
    expect(familyOf(lock, "constructor").generation).toBe(1);
    const [gone, ...more] = compareLocks(lock, older, "main").map(({ message }) => message);
    expect(gone).toMatch(/Family "farewell" is in .* and was deleted here/);
    expect(more[0]).toMatch(/Family "constructor" is in .* and was deleted here/);
    const two = createLock(registryOf(["greeting", "constructor"]), new Map(), null);
    expect(() => createLock(registryOf(["greeting"]), new Map(), two)).toThrow(
      /Family "constructor" is in .* no longer in the code/,
    );
  });
});

describe("a lock file", () => {
  const written = (entry: string) =>
    formatLock(unread).replace(
      /("greeting": \{\n.*\n.*"acknowledgedRevisions": )\{\}/,
      (_whole, before: string) => `${before}${entry}`,
    );

  test.each([
    ['{"":3}', /families\.greeting\.acknowledgedRevisions.*must name its environment/],
    ['{"production":0}', /acknowledgedRevisions\.production: must be a revision, from 1 on/],
    ['{"production":-2}', /acknowledgedRevisions\.production: must be a revision, from 1 on/],
    ['{"production":1.5}', /acknowledgedRevisions\.production: must be a revision/],
    ['{"production":"12"}', /acknowledgedRevisions\.production: must be a revision/],
    ['{"production":null}', /acknowledgedRevisions\.production: must be a revision/],
    ['{"__proto__":0}', /acknowledgedRevisions\.__proto__: must be a revision/],
    ["12", /acknowledgedRevisions: must be \{ environment: revision \}/],
    ["[12]", /acknowledgedRevisions: must be \{ environment: revision \}/],
    ["null", /acknowledgedRevisions: must be \{ environment: revision \}/],
  ])("with the acknowledgements %s is refused, with the entry and the cure", (entry, message) => {
    expect(() => parseLock(written(entry))).toThrow(message);
    expect(() => parseLock(written(entry))).toThrow(
      /Restore it from git and run `promptrail lock`/,
    );
  });

  test("without the acknowledgements is refused", () => {
    const text = formatLock(unread).replace(/.*"acknowledgedRevisions".*\n/, "");
    expect(() => parseLock(text)).toThrow(/acknowledgedRevisions: must be/);
  });
});
