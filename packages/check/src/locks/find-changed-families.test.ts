import type { Status } from "@promptrail/core";
import type { Lock } from "@promptrail/core/lifecycle";
import { expect, test } from "vitest";
import { findChangedFamilies } from "./find-changed-families.js";

/** Locks one family with these statuses of its versions 1, 2, … */
function lockOf(statuses: readonly Status[], suite = "suite", family = "greeting"): Lock {
  const versions = statuses.map((status, index) => [
    index + 1,
    { hash: `sha256-${index}`, status },
  ]);
  const locked = { generation: 1, acknowledgedRevisions: {}, suiteHash: suite, datasetHash: suite };
  const families = { [family]: { ...locked, versions: Object.fromEntries(versions) } };
  return { lockfileVersion: 1, hashScheme: 1, families };
}

test.each<[string, readonly Status[], readonly Status[], readonly number[]]>([
  ["nothing", ["deprecated", "active", "draft"], ["deprecated", "active", "draft"], []],
  ["a new draft", ["active"], ["active", "draft"], [2]],
  ["a new active version", ["active"], ["deprecated", "active"], [2]],
  ["each new version", ["active"], ["deprecated", "draft", "active"], [2, 3]],
  ["a draft that becomes active", ["active", "draft"], ["deprecated", "active"], [2]],
  ["a version that becomes active again", ["deprecated", "active"], ["active", "deprecated"], [1]],
  ["no draft that becomes a shadow", ["active", "draft"], ["active", "shadow"], []],
  ["no version that is archived", ["active"], ["active", "archived"], []],
])("finds %s", (_title, before, after, versions) => {
  const changed = findChangedFamilies(lockOf(before), lockOf(after));
  const baseline = before.indexOf("active") + 1;
  const found = { family: "greeting", versions, baseline, isSuiteChanged: false };
  expect(changed).toEqual(versions.length === 0 ? [] : [found]);
});

test("finds a family whose suite or dataset is another one", () => {
  expect(findChangedFamilies(lockOf(["active"]), lockOf(["active"], "another"))).toEqual([
    { family: "greeting", versions: [], baseline: 1, isSuiteChanged: true },
  ]);
});

test.each(["greeting", "constructor"])(
  "finds every version of the family %s where the base does not have it",
  (family) => {
    const lock = lockOf(["active", "draft"], "suite", family);
    const found = { family, versions: [1, 2], baseline: null, isSuiteChanged: false };
    expect(findChangedFamilies(null, lock)).toEqual([found]);
    expect(findChangedFamilies(lockOf(["active"], "suite", "farewell"), lock)).toEqual([found]);
  },
);
