import { expect, test } from "vitest";
import { defineFunction, definePrompt } from "../../src/index.js";
import { hashContent } from "../../src/lifecycle.js";

const base = {
  family: "note",
  version: 1,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 10,
  userTemplate: "{{ x }}",
} as const;
const lookup = defineFunction({ name: "lookup", version: 3, call: () => 1 });

test("a version without the new fields has the hash that it always had", () => {
  const hash = "sha256-a851e6c458b2ecb8d03cadf936c7103875d5d0d8499f3c49ca231024c40306dc";
  expect(definePrompt(base).contentHash).toBe(hash);
  const off = {
    template: { trimBlocks: false, lstripBlocks: false },
    partials: {},
    functions: [],
  };
  expect(definePrompt({ ...base, ...off }).contentHash).toBe(hash);
  expect(Object.keys(definePrompt({ ...base, ...off }).content)).not.toContain("template");
});

test("settings, partials and functions are content, and each changes the hash", () => {
  const changed = [
    { template: { trimBlocks: true } },
    { template: { lstripBlocks: true } },
    { template: { keepTrailingNewline: true } },
    { partials: { head: "a\r\nb" } },
    { partials: { head: "a" } },
    { functions: [lookup] },
  ].map((settings) => definePrompt({ ...base, ...settings }));
  expect(new Set(changed.map(({ contentHash }) => contentHash)).size).toBe(changed.length);
  expect(changed[0]?.content.template).toEqual({ trimBlocks: true });
  expect(changed[3]?.content.partials).toEqual({ head: "a\nb" });
  expect(changed[5]?.content.functions).toEqual([{ name: "lookup", version: 3 }]);
  expect(changed[5]?.functions).toEqual([lookup]);
  for (const { content, contentHash } of changed) expect(hashContent(content)).toBe(contentHash);
});

test.each([
  [{ template: { trim_blocks: true } }, "trim_blocks"],
  [{ partials: { "a\nb": "x" } }, "Invalid key in record"],
  [{ partials: { a: 1 } }, "partials.a"],
  [{ functions: [{ name: "f", version: 1 }] }, "made by defineFunction"],
  [{ filters: [{ name: "not", version: 1, apply: String }] }, "a name that templates can write"],
])("refuses %o", (settings, words) => {
  expect(() => definePrompt({ ...base, ...(settings as object) })).toThrow(words);
});
