import { definePrompt, type Status } from "@promptrail/core";
import { createRegistry, formatLock, parseLock } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { checkLock } from "../../src/locks/check-lock.js";
import { createLock } from "../../src/locks/create-lock.js";

const noSuites = new Map<string, { suiteHash: string; datasetHash: string }>();

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

const first = createLock(createRegistry([greeting(1, "active")]), noSuites, null);

describe("the lock file", () => {
  test("reads back what it writes", () => {
    expect(parseLock(formatLock(first))).toEqual(first);
  });

  test("has one line a version, in order", () => {
    const versions = [10, 2, 1].map((version) =>
      greeting(version, version === 1 ? "active" : "draft"),
    );
    const text = formatLock(createLock(createRegistry(versions), noSuites, null));
    const lines = text.split("\n").filter((line) => line.includes('"hash"'));
    expect(lines.map((line) => line.trim().split(":")[0])).toEqual(['"1"', '"2"', '"10"']);
  });

  test("keeps the generation when only a draft is added, and raises it when a status changes", () => {
    const drafted = createRegistry([greeting(1, "active"), greeting(2, "draft")]);
    const withDraft = createLock(drafted, noSuites, first);
    expect(withDraft.families["greeting"]?.generation).toBe(1);
    const moved = createRegistry([greeting(1, "deprecated"), greeting(2, "active")]);
    expect(createLock(moved, noSuites, withDraft).families["greeting"]?.generation).toBe(2);
  });

  test("refuses an edited version, names it, and lets a draft be edited", () => {
    const edited = createRegistry([greeting(1, "active", "Hi {{ name }}")]);
    expect(() => createLock(edited, noSuites, first)).toThrow(
      /greeting_v1 was edited after it was locked/,
    );
    const drafted = createLock(
      createRegistry([greeting(1, "active"), greeting(2, "draft")]),
      noSuites,
      first,
    );
    const redrafted = createRegistry([
      greeting(1, "active"),
      greeting(2, "draft", "Hi {{ name }}"),
    ]);
    expect(createLock(redrafted, noSuites, drafted).families["greeting"]?.versions["2"]?.hash).toBe(
      redrafted.find("greeting", 2).contentHash,
    );
  });

  test("refuses a deleted version", () => {
    const two = createLock(
      createRegistry([greeting(1, "deprecated"), greeting(2, "active")]),
      noSuites,
      null,
    );
    expect(() => createLock(createRegistry([greeting(2, "active")]), noSuites, two)).toThrow(
      /greeting_v1 is in prompts.lock.json but no longer in the code/,
    );
  });

  test("is checked: missing, stale, current", () => {
    const registry = createRegistry([greeting(1, "active")]);
    expect(() => checkLock(registry, noSuites, null)).toThrow(/missing. Run `promptrail lock`/);
    const more = createRegistry([greeting(1, "active"), greeting(2, "draft")]);
    expect(() => checkLock(more, noSuites, first)).toThrow(/not current for: greeting/);
    expect(() => checkLock(registry, noSuites, first)).not.toThrow();
  });

  test("names the line at which a file stops being JSON, and takes a byte order mark", () => {
    const text = formatLock(first);
    expect(parseLock(`\uFEFF${text}`)).toEqual(first);
    const merged = text.replace("\n", "\n<<<<<<< HEAD\n");
    expect(() => parseLock(merged)).toThrow(/not JSON from line 2 on \(an unresolved merge\)/);
    expect(() => parseLock(text.replace(/,\n/, "\n"))).toThrow(/not JSON from line 3 on\./);
  });

  test.each(["", "{", '{"lockfileVersion": 2}', "<<<<<<< HEAD"])(
    "says what is wrong with %j",
    (text) => {
      expect(() => parseLock(text)).toThrow(/cannot be read/);
    },
  );
});
