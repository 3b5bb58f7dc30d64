import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { allChecks } from "./all-checks.ts";
import type { Finding } from "./finding.ts";
import { copyRepository, type RepositoryCopy } from "./repository/repository-copy.ts";
import { violations } from "./violations/violations.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let copy: RepositoryCopy;

beforeAll(() => {
  copy = copyRepository(root);
});
afterEach(() => copy.restore());
afterAll(() => copy.remove());

describe.each(Object.keys(allChecks))("the check of %s", (name) => {
  const findings = () => allChecks[name]?.(copy.root) ?? [];
  let unbroken: readonly Finding[] = [];
  beforeAll(() => {
    unbroken = findings();
  });

  test("passes this repository", () => {
    expect(unbroken).toEqual([]);
  });

  const own = violations.filter(({ check }) => check === name);

  test.each(own)("finds $what", ({ plant, place }) => {
    plant(copy);
    const found = findings().filter((finding) => finding.place === place);
    expect(unbroken.map((finding) => finding.place)).not.toContain(place);
    expect(found).not.toEqual([]);
    for (const { rule, fix } of found) expect([rule, fix]).not.toContain("");
  });

  test("has a planted violation", () => {
    expect(own.length).toBeGreaterThan(0);
  });
});

describe("what the checks allow", () => {
  test.each([
    ["a test that imports testing", "packages/runtime/src/planted.test.ts", "@promptrail/testing"],
    [
      "a test that imports the shared test database",
      "packages/evals/src/a.test.ts",
      "../../../tooling/test/test-database.ts",
    ],
    [
      "the one allowed subpath",
      "packages/provider-deepseek/src/planted.ts",
      "@promptrail/provider-openai/compatible",
    ],
  ])("%s breaks no layer", (_what, path, specifier) => {
    copy.plant(path, `import { a } from "${specifier}";`);
    const places = allChecks["layers of imports"]?.(copy.root).map(({ place }) => place);
    expect(places).not.toContain(`${path}:1`);
  });

  test("types behind the portable door, whatever they are from", () => {
    copy.edit("packages/core/src/json/read-json.ts", (text) =>
      ['import type { z } from "zod";', 'export { type Stats } from "node:fs";', text].join("\n"),
    );
    expect(allChecks["portable door"]?.(copy.root)).toEqual([]);
  });

  test("imports inside of strings, and the word any in comments, are text", () => {
    const path = "packages/core/src/planted.ts";
    copy.plant(
      path,
      '// any of these\nexport const a = `import { b } from "@promptrail/evals";`;\n',
    );
    const found = Object.values(allChecks).flatMap((check) => check(copy.root));
    expect(found.filter(({ place }) => place.startsWith(path))).toEqual([]);
  });

  test("links in code, to folders, to titles with code in them, and out of the repository", () => {
    const path = "tooling/handbook/planted.md";
    const links = "[a](#run-it-now) [b](../checks) [c](operate/) [d](https://example.com/a.md#b)";
    copy.plant(
      path,
      `# Run \`it\`, *now*\n\n${links} \`[e](f.md)\`\n\n\`\`\`md\n[g](h.md)\n\`\`\`\n`,
    );
    expect(allChecks["links"]?.(copy.root)).toEqual([]);
  });

  test("a name in which an empty word says something", () => {
    copy.plant("packages/core/src/common-words.ts", "");
    const places = allChecks["names"]?.(copy.root).map(({ place }) => place);
    expect(places).not.toContain("packages/core/src/common-words.ts");
  });

  test("an optional peer that the CLI loads at run time", () => {
    copy.plant("apps/cli/src/planted.ts", 'await import("@promptrail/testing/upstreams");');
    const places = allChecks["layers of imports"]?.(copy.root).map(({ place }) => place);
    expect(places).not.toContain("apps/cli/src/planted.ts:1");
  });
});
