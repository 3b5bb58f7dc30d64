import { expect, test } from "vitest";
import type { VersionRegistration } from "../../prompt/registered-version.js";
import { type KnownVersion, planRegistration } from "./plan-registration.js";

const content: VersionRegistration["content"] = {
  messages: [],
  provider: "p",
  model: "m",
  settings: { maxTokens: 1 },
  providerOptions: {},
  fallbacks: [],
  tools: [],
  output: null,
  filters: [],
};

function version(number: number, contentHash: string): VersionRegistration {
  const named = { family: "greeting", version: number, contentHash };
  return { ...named, status: "draft", content, changelog: null };
}

function known(number: number, changes: Partial<KnownVersion> = {}): KnownVersion {
  const named = { family: "greeting", version: number, contentHash: "old" };
  return { ...named, status: "draft", wasActive: false, ...changes };
}

const asked = [1, 2, 3, 4, 5].map((number) => version(number, "new"));
const there = [
  known(1),
  known(2, { status: "active" }),
  known(3, { wasActive: true }),
  known(4, { contentHash: "new" }),
];

test("in development a draft that was never active is replaced, and what is as it was is left alone", () => {
  const { added, replaced, conflicts } = planRegistration("development", asked, there);
  expect(added).toEqual([asked[4]]);
  expect(replaced).toEqual([asked[0]]);
  expect(conflicts.map((each) => each.version)).toEqual([2, 3]);
});

test("elsewhere nothing is replaced", () => {
  const { added, replaced, conflicts } = planRegistration("production", asked, there);
  expect({ added, replaced }).toEqual({ added: [asked[4]], replaced: [] });
  expect(conflicts.map((each) => each.version)).toEqual([1, 2, 3]);
});

test("of two contents for one new number the first is added, and the second is a conflict", () => {
  const twice = [version(1, "one"), version(1, "other")];
  const { added, conflicts } = planRegistration("production", twice, []);
  expect(added).toEqual([twice[0]]);
  expect(conflicts).toEqual([
    { family: "greeting", version: 1, registeredHash: "one", declaredHash: "other" },
  ]);
});
