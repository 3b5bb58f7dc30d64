import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { findRoads } from "../roads/find-roads.ts";
import { markFunctions } from "../roads/mark-functions.ts";
import { readSection, replaceSection } from "./page-section.ts";
import { toHouseSection } from "./to-house-section.ts";
import { readRoadFiles, toRoadsSection } from "./to-roads-section.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const page = await readFile(new URL("../architecture.md", import.meta.url), "utf8");

// Stale: run `node tooling/handbook/architecture-page/write-architecture-page.ts`.
test("the house on the page is the one that the source has", () => {
  expect(readSection(page, "house")).toBe(toHouseSection(root));
});

test("a call and a rollback go through the files that the page names", async () => {
  const roads = await findRoads();
  if (roads.rollback === null) return;
  const section = readSection(page, "roads");
  expect(readRoadFiles(section)).toEqual(readRoadFiles(toRoadsSection(roads)));
  expect(section).toContain(`### One Claude call: ${roads.call.length} files`);
  expect(section).toContain(`every process: ${roads.rollback.length} files`);
  expect(roads.call[0]).toMatch(/^packages\/runtime\//);
  expect(roads.call).toContain("packages/provider-claude/src/client/complete-message.ts");
});

test("a section is written between its marks, and nothing else of the page changes", () => {
  const text = "a\n<!-- house: drawn -->\n\nold\n\n<!-- house ends -->\nb\n";
  const written = replaceSection(text, "house", "new");
  expect(written).toBe("a\n<!-- house: drawn -->\n\nnew\n\n<!-- house ends -->\nb\n");
  expect(readSection(written, "house")).toBe("new");
  expect(() => readSection(text, "roads")).toThrow('no section "roads"');
});

test("a mark is the first thing that each kind of function does", () => {
  const marked = markFunctions(
    "a.ts",
    "function a() { return 1; }\nconst b = (c: number) => ({ c });\nclass D { e = () => a; get f() { return b(1); } }\nconst g = (h = () => 2) => h();",
    "m()",
  );
  expect(marked).toBe(
    "function a() { m(); return 1; }\nconst b = (c: number) => (m(), ({ c }));\nclass D { e = () => (m(), a); get f() { m(); return b(1); } }\nconst g = (h = () => (m(), 2)) => (m(), h());",
  );
});
