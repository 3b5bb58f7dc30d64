import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { listInstalledPackages } from "./list-installed-packages.ts";

test("finds scoped and nested packages, and no folder that only sets a module type", () => {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-installed-"));
  const manifests = [
    "pg/package.json",
    "@electric-sql/pglite/package.json",
    "@promptrail/core/package.json",
    "@promptrail/core/node_modules/hono/package.json",
    "@promptrail/core/node_modules/@scope/deep/package.json",
    "pg/esm/package.json",
  ];
  try {
    for (const path of manifests) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), "{}");
    }
    expect([...listInstalledPackages(folder)].toSorted()).toEqual([
      "@electric-sql/pglite",
      "@promptrail/core",
      "@scope/deep",
      "hono",
      "pg",
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
