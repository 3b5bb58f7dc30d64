import { stripTypeScriptTypes } from "node:module";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { applyEdits } from "../../src/project/code/apply-edits.js";
import { findDeclarations } from "../../src/project/code/find-declarations.js";
import { findListings } from "../../src/project/code/find-listing.js";
import { insertElement, insertStatement } from "../../src/project/code/insert-beside.js";
import { readCode } from "../../src/project/code/read-code.js";
import { editFields } from "../../src/project/new-version/edit-fields.js";

/** What may stand between two tokens. */
const gap = fc.constantFrom(
  ...[" ", "  ", "\n  ", "\n\n\t", " // a, comment }\n  ", " /* version: 9, { */ ", "\n// it's\n"],
);
const lineEnd = fc.constantFrom("\n", "\r\n");

const fields = {
  family: ["'greeting'", '"greeting"', "`greeting`", "greeting"],
  version: ["3"],
  status: ['"active"', "'active'", '("active" as const)', 'isLive ? "active" : "draft"', null],
  changelog: [
    '"it\'s, {new}"',
    "'a' +\n 'b'",
    '["x", "y"].join(", ")',
    ["`a\n$", "{1 + 1}`"].join(""),
    null,
  ],
  system: [
    '"{{ version: 7 }}"',
    ["`\n  status: draft, $", "{'}'}\n`"].join(""),
    "/[{,]/.source",
    "f(1, [2, { a: 3 }])",
  ],
  maxTokens: ["100", "10 * 10"],
};

const object = fc.record({
  names: fc.shuffledSubarray(Object.keys(fields), { minLength: 6 }),
  picks: fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
  gaps: fc.array(gap, { minLength: 20, maxLength: 20 }),
  isQuoted: fc.boolean(),
  hasTrailing: fc.boolean(),
  hasSpread: fc.boolean(),
  hasMethod: fc.boolean(),
});

function writeObject(
  shape: typeof object extends fc.Arbitrary<infer Value> ? Value : never,
): string {
  const { names, picks, gaps, isQuoted, hasTrailing, hasSpread, hasMethod } = shape;
  let at = 0;
  const next = () => gaps[at++ % gaps.length] ?? " ";
  const written = names.flatMap((name, index) => {
    const choices = fields[name as keyof typeof fields];
    const value = choices[(picks[index] ?? 0) % choices.length];
    const key = isQuoted ? JSON.stringify(name) : name;
    return value === null || value === undefined ? [] : [`${key}:${next()}${value}`];
  });
  if (hasSpread) written.unshift("...rest");
  if (hasMethod) written.push("own(a, b) { return { version: 5, status: a }; }");
  const parts = written.map((field, index) =>
    index === written.length - 1 && !hasTrailing ? field : `${field}${next()},`,
  );
  return `{${parts.map((part) => next() + part).join("")}${next()}}`;
}

const head = `import { definePrompt as define } from "x"; const greeting = "greeting", isLive = true;
const rest = { temperature: 0 }; const f = (...args: unknown[]) => JSON.stringify(args);
type Version = { version: 3 };
`;

/** What the source declares, by name. */
function run(source: string, names: readonly string[]): Record<string, unknown> {
  const code = stripTypeScriptTypes(source)
    .replace(/^import .*?;/, "")
    .replaceAll(/^\s*export /gm, "");
  const script = `(() => { const define = (x) => x; ${code}\nreturn { ${names.join(", ")} }; })()`;
  return runInNewContext(script) as Record<string, unknown>;
}

const withoutMethod = (value: unknown) => JSON.parse(JSON.stringify(value));

test("a copy of a version differs from it in its number, its status and its changelog", () => {
  fc.assert(
    fc.property(
      object,
      lineEnd,
      fc.constantFrom("export const v3 = ", "const v3: Version = ", "export const v3 : Version="),
      fc.constantFrom("define", "define<Version>", "lib.define", "own.lib.define"),
      fc.constantFrom(";", ";  // the last one", "", " as Version;", " /* end */"),
      (shape, end, declared, callee, ending) => {
        const calls = callee.includes("lib")
          ? "const lib = { define }; const own = { lib };\n"
          : "";
        const text = `${head}${calls}${declared}${callee}(${writeObject(shape)})${ending}\nexport const last = [v3];\n`;
        const source = text.replaceAll(/\r?\n/g, end);
        const code = readCode(source);
        const [found, ...more] = findDeclarations(code);
        if (found === undefined) throw new Error(`Nothing was found in:\n${source}`);
        expect(more).toEqual([]);
        expect(found).toMatchObject({ family: "greeting", version: 3, shape: "const", name: "v3" });
        const changelog = `it's "new", \\ and\n{long}`;
        const edits = editFields(code, found.fields, { version: 12, changelog });
        const whole = applyEdits(source, edits);
        const copy = whole
          .slice(found.start, whole.length - (source.length - found.end))
          .replace("v3", "v12");
        const both = applyEdits(source, [insertStatement(code, found, copy)]);
        const { v3, v12 } = run(both, ["v3", "v12"]);
        expect(withoutMethod(v3)).toEqual(withoutMethod(run(source, ["v3"])["v3"]));
        expect(withoutMethod(v12)).toEqual({
          ...withoutMethod(v3),
          version: 12,
          status: "draft",
          changelog,
        });
        // No line end of another kind comes in.
        expect(both.replaceAll(end, "")).not.toMatch(end === "\n" ? /\r/ : /(?<!\r)\n/);
      },
    ),
    { numRuns: randomRuns({ usual: 300, long: 5_000 }) },
  );
});

test("a member is put behind another one, however the list is written", () => {
  const member = fc.constantFrom("a", "b", "[a, b][0]", "f(a, b)", "...[a]", "lib.v3");
  fc.assert(
    fc.property(
      fc.array(member, { maxLength: 4 }),
      fc.array(member, { maxLength: 4 }),
      fc.array(gap, { minLength: 24, maxLength: 24 }),
      fc.boolean(),
      lineEnd,
      (before, after, gaps, hasTrailing, end) => {
        let at = 0;
        const next = () => gaps[at++ % gaps.length] ?? " ";
        const members = [...before, "v3", ...after];
        const parts = members.map((each, index) =>
          index === members.length - 1 && !hasTrailing
            ? `${next()}${each}${next()}`
            : `${next()}${each}${next()},`,
        );
        const text = `const a = 1, b = 2, v3 = 3, v4 = 4, lib = { v3: 5 }; const f = (...all) => all.length;\nconst list = [${parts.join("")}${next()}] as const;\n`;
        const source = text.replaceAll(/\r?\n/g, end);
        const code = readCode(source);
        const [found, ...more] = findListings(code, "v3");
        if (found === undefined) throw new Error(`Nothing was found in:\n${source}`);
        expect(more).toEqual([]);
        const edited = applyEdits(source, insertElement(code, found, "v4"));
        const list = run(source, ["list"])["list"] as readonly unknown[];
        const place = list.lastIndexOf(3);
        expect(run(edited, ["list"])["list"]).toEqual(list.toSpliced(place + 1, 0, 4));
      },
    ),
    { numRuns: randomRuns({ usual: 300, long: 5_000 }) },
  );
});

test("reads files that are no good code", () => {
  const piece = fc.constantFrom(
    ...[
      "f({",
      "version: 2,",
      "family: 'a'",
      "}",
      ")",
      "[",
      "]",
      "`${",
      "`",
      '"',
      "import {",
      "from 'x'",
    ],
    ...["export", "const a =", ";", "/", "<", ">", "{", "(", ":", ",", "\n", "as", "*", "default"],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
      const code = readCode(parts.join(" "));
      for (const found of findDeclarations(code)) {
        expect(editFields(code, found.fields, { version: 3, changelog: "x" })).not.toEqual([]);
      }
      findListings(code, "a");
    }),
    { numRuns: randomRuns({ usual: 500, long: 20_000 }) },
  );
});
