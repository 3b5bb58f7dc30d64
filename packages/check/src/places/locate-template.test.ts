import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FilePlace } from "./file-place.js";
import { createTemplateLocator } from "./locate-template.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-locate-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** Where `mark` stands in a text, as line and column from 1. */
function placeOf(file: string, text: string, mark: string, from = 0): FilePlace {
  const before = text.slice(0, text.indexOf(mark, from)).split("\n");
  return { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

async function locate(template: string, mark: string, version = 1): Promise<FilePlace | null> {
  const { line, column } = placeOf("", template, mark);
  const find = await createTemplateLocator(folder);
  return find({ family: "greeting", version, template, line, column });
}

const template = `Dear {{ name }},\nyour "order" of {{ when }}\nis \`ready\` for \${{ amount }}.\n`;

test.each([
  ["a string", JSON.stringify(template)],
  ["a template literal", `\`${template.replaceAll("`", "\\`").replace("$", "\\$")}\``],
  [
    "a template literal with an inserted sign",
    `\`${template.replaceAll("`", "\\`").replace("$", `\${"$"}`)}\``,
  ],
  ["single quotes", `'${template.replaceAll("\n", "\\n")}'`],
  [
    "a sum",
    template
      .split(/(?<=\n)/)
      .map((line) => JSON.stringify(line))
      .join(" +\n    "),
  ],
  [
    "a joined list",
    `[\n${template
      .split("\n")
      .map((line) => JSON.stringify(line))
      .join(",\n")},\n].join("\\n")`,
  ],
  [
    "an indented literal",
    `dedent(\`\n      ${template.replaceAll("`", "\\`").replace("$", "\\$").replaceAll("\n", "\n      ")}\`)`,
  ],
])("finds a template that is written as %s", async (_how, literal) => {
  const source = `// greeting's "prompt\nconst pattern = /[/"']\\//;\nexport const v1 = {\n  userTemplate: ${literal},\n};\n`;
  await write("prompts/greeting.ts", source);
  for (const mark of ["name", "when", "amount"]) {
    expect(await locate(template, mark)).toEqual(placeOf("prompts/greeting.ts", source, mark, 60));
  }
});

test("finds a template beside regular expressions, divisions, generics and JSX", async () => {
  const literal = JSON.stringify(template);
  const source = [
    "const quote = (n: number) => n / 2 / /[`'\"]/.exec(`n / 2`)!.length;",
    "const same = <T,>(x: T): T => x as T extends `a` ? T : never;",
    "const view = <p>it's 'theirs</p>;",
    "if (x) /`/.test(y);",
    `export const v1 = same<string>(${literal});`,
  ].join("\n");
  await write("prompts/view.tsx", source);
  expect(await locate(template, "when")).toEqual(placeOf("prompts/view.tsx", source, "when"));
});

test("finds a template in a file of its own, with the line ends of Windows", async () => {
  const text = template.replaceAll("\n", "\r\n");
  await write("prompts/greeting.j2", `\uFEFF${text}`);
  expect(await locate(template, "when")).toEqual(placeOf("prompts/greeting.j2", text, "when"));
});

test("finds the line of a template that is put together at run time", async () => {
  const source = `export const text = \`\${head}\nHello {{ nmae }}!\n\${foot}\`;`;
  await write("greeting.ts", source);
  expect(await locate("Head\nHello {{ nmae }}!\nFoot", "nmae")).toEqual(
    placeOf("greeting.ts", source, "nmae"),
  );
});

test("finds the version among versions that share a text", async () => {
  const declare = (version: number) =>
    `definePrompt({\n  family: "greeting",\n  version: ${version},\n  userTemplate: "Hi {{ name }}",\n});\n`;
  await write(
    "a.ts",
    'definePrompt({ family: "other", version: 2, userTemplate: "Hi {{ name }}" })',
  );
  await write("b.ts", declare(1) + declare(2));
  await write("c.ts", declare(3));
  const find = (version: number) => locate("Hi {{ name }}", "name", version);
  expect(await find(1)).toMatchObject({ file: "b.ts", line: 4 });
  expect(await find(2)).toMatchObject({ file: "b.ts", line: 9 });
  expect(await find(3)).toMatchObject({ file: "c.ts", line: 4 });
});

test("reads files that are no good code", async () => {
  await write("a.ts", `"\\u{ffffffff}" \`${"${`".repeat(5000)}`);
  await write("b.ts", "don't ` ${ /[ ' \"");
  await write("nested.json", `${"[".repeat(300_000)}"{{`);
  await write("c.ts", JSON.stringify(template));
  expect(await locate(template, "name")).toMatchObject({ file: "c.ts", line: 1 });
});

test("looks neither into what was installed or built nor into files of more than a megabyte", async () => {
  for (const path of ["node_modules/a/a.ts", "dist/a.ts", ".cache/a.ts"]) {
    await write(path, JSON.stringify(template));
  }
  await write("large.ts", `${JSON.stringify(template)};//${" ".repeat(1_000_000)}`);
  expect(await locate(template, "name")).toBeNull();
});

/** Writes a text as a literal, and notes where each of its units stands. */
function writeLiteral(text: string, quote: '"' | "'" | "`", escapeEvery: number) {
  let literal: string = quote;
  const offsets = text.split("").map((unit, index) => {
    const offset = literal.length;
    const code = unit.charCodeAt(0).toString(16).padStart(4, "0");
    const plain = quote === "`" && unit === "\n";
    // Half of a pair has no place of its own in a file.
    const escapes = index % escapeEvery === 0 && !/[\ud800-\udfff]/.test(unit);
    if (escapes) literal += `\\u${code}`;
    else if (unit === quote || unit === "\\" || unit === "$") literal += `\\${unit}`;
    else literal += !plain && /[\n\r\t\u2028\u2029]/.test(unit) ? `\\u${code}` : unit;
    return offset;
  });
  return { literal: literal + quote, offsets };
}

const piece = fc.constantFrom(
  "{{ a.b }}",
  "\n",
  "{% if x %}",
  "$",
  "${",
  "`",
  "'",
  '"',
  "\\",
  "é",
  "👍",
  "//",
  "/*",
  "  ",
  "word",
);
const templateText = fc
  .array(piece, { minLength: 1, maxLength: 30 })
  .map((parts) => parts.join(""));

test("finds every place of any template in any kind of literal", async () => {
  await fc.assert(
    fc.asyncProperty(
      templateText.map((text) => `${text}{{ end }}`),
      fc.constantFrom<'"' | "'" | "`">('"', "'", "`"),
      fc.integer({ min: 2, max: 9 }),
      fc.nat(),
      async (text, quote, escapeEvery, seed) => {
        const { literal, offsets } = writeLiteral(text, quote, escapeEvery);
        const head =
          'import "x"; // it\'s\nconst half = 4 / 2; const r = /"`/g;\n/* ` */ export const t = f(';
        const source = `${head}${literal}, \`\${half}\`);\n`;
        await write("t.ts", source);
        const units = text.split("").flatMap((unit, index) => (/\s/.test(unit) ? [] : [index]));
        const unit = units[seed % units.length] ?? 0;
        const before = text.slice(0, unit).split("\n");
        const find = await createTemplateLocator(folder);
        const found = find({
          family: "t",
          version: 1,
          template: text,
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
        });
        const expected = source.slice(0, head.length + (offsets[unit] ?? 0)).split("\n");
        expect(found).toEqual({
          file: "t.ts",
          line: expected.length,
          column: (expected.at(-1)?.length ?? 0) + 1,
        });
      },
    ),
    { numRuns: 300 },
  );
});
