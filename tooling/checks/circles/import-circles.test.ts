import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkImportCircles } from "./import-circles.ts";

const root = mkdtempSync(join(tmpdir(), "promptrail-circles-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
write("packages/core/package.json", "{}");
write("packages/core/src/calls/a.ts", 'import type { B } from "./b.js";');
write("packages/core/src/calls/b.ts", 'import type { A } from "./a.js";');
write("packages/core/src/json/a.ts", 'import { b } from "../calls/b.js";');
write("packages/core/src/json/a.test.ts", 'import { a } from "../calls/a.js";');

test("a circle of types is found, with both of its arrows, and tests make none", () => {
  const [found, ...others] = checkImportCircles(root);
  expect(others).toEqual([]);
  expect(found?.place).toBe("packages/core/src/calls/a.ts:1");
  expect(found?.fix).toContain("a.ts imports b.ts");
  expect(found?.fix).toContain(
    "packages/core/src/calls/b.ts:1 imports packages/core/src/calls/a.ts",
  );
});
