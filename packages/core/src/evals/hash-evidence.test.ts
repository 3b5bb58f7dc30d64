import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsonDigest } from "../json/content-digest.js";
import type { Evidence } from "./evidence.js";
import { hashEvidence } from "./hash-evidence.js";

const evidence: Evidence = {
  id: "run-1",
  family: "greeting",
  version: 2,
  contentHash: "sha256-2",
  baselineVersion: 1,
  baselineHash: "sha256-1",
  datasetHash: "sha256-d",
  suiteHash: "sha256-s",
  verdict: "pass",
  reasons: ["as good"],
  report: { z: 1, a: "half a pair \ud83d, NUL \0" },
  actor: "ada",
  createdAt: new Date("2026-05-06T07:08:09.123Z"),
};

describe("the hash of evidence", () => {
  test.each<[keyof Evidence, Partial<Evidence>]>([
    ["verdict", { verdict: "fail" }],
    ["contentHash", { contentHash: "sha256-3" }],
    ["baselineVersion", { baselineVersion: 3 }],
    ["reasons", { reasons: ["as good", "cheaper"] }],
    ["report", { report: { z: 1, a: "half a pair \ud83e, NUL \0" } }],
    ["createdAt", { createdAt: new Date("2026-05-06T07:08:09.124Z") }],
  ])("covers %s", (_field, changes) => {
    expect(hashEvidence({ ...evidence, ...changes })).not.toBe(hashEvidence(evidence));
  });

  test("is the same for any order of keys, and after a way through JSON", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.dictionary(text, fc.jsonValue({ stringUnit: "binary" })), (report) => {
        const reversed = Object.fromEntries(Object.entries(report).reverse());
        const hash = jsonDigest({ report });
        expect(jsonDigest({ report: reversed })).toBe(hash);
        expect(jsonDigest(JSON.parse(JSON.stringify({ report })))).toBe(hash);
      }),
    );
  });

  test("stays what it was released as", () => {
    expect(hashEvidence(evidence)).toMatchInlineSnapshot(
      `"sha256-c468611f6018d51dc7e410fb869ba2c108e5d496558294aebf55c6a45e378c41"`,
    );
  });
});
