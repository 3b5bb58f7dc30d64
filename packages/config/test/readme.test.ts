import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { configKeys } from "../src/config-schema.js";

test("the README has a row of each key that a config takes", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const table = readme.slice(readme.indexOf("| key | what it is |"));
  const named = [...table.matchAll(/^\| (`[^|]*) \|/gmu)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`(\w+)`/gu)].map(([, name]) => name),
  );
  expect(named).toHaveLength(configKeys.length);
  expect(new Set(named)).toEqual(new Set(configKeys));
});
