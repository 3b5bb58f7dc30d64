import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset } from "@promptrail/core";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { csv } from "./csv/csv.js";
import { jsonl } from "./jsonl.js";
import { yaml } from "./yaml/yaml.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function readAll(dataset: Dataset) {
  const read = [];
  for await (const { id, context, tags } of dataset.read()) read.push({ id, context, tags });
  return read;
}

const expected = [
  { id: "a", context: { name: "Ada, Lovelace", note: 'one\ntwo "three"' }, tags: ["x", "y"] },
  { id: "b", context: { name: "Bob; the second", note: "" }, tags: [] },
];

/** The same cases in each form. */
const files: readonly [open: (file: string) => Dataset, name: string, text: string][] = [
  [jsonl, "cases.jsonl", `${expected.map((row) => JSON.stringify(row)).join("\n")}\n`],
  [
    yaml,
    "cases.yaml",
    `- id: a\n  context: { name: "Ada, Lovelace", note: "one\\ntwo \\"three\\"" }\n  tags: [x, y]\n- id: b\n  context:\n    name: Bob; the second\n    note: ""\n`,
  ],
  [
    csv,
    "cases.csv",
    'id,context.name,context.note,tags\na,"Ada, Lovelace","one\ntwo ""three""",x; y\nb,Bob; the second,,\n',
  ],
];

describe.each(files)("%o %s", (open, name, text) => {
  const forms: readonly [what: string, bytes: string | Uint8Array][] = [
    ["plain", text],
    ["with a byte order mark", `\uFEFF${text}`],
    ["with the line ends of Windows", text.replaceAll("\n", "\r\n")],
    ["with both", `\uFEFF${text.replaceAll("\n", "\r\n")}`],
    ["in UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le")],
    ["in UTF-16 the other way round", Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ];
  test.each(forms)("is read %s", async (_what, bytes) => {
    expect(await readAll(open(write(name, bytes)))).toEqual(expected);
  });
});

test("JSON Lines that were put together have a mark inside", async () => {
  const row = (id: string) => `\uFEFF{"id":"${id}","context":{}}\r\n`;
  const read = await readAll(jsonl(write("joined.jsonl", row("a") + row("b"))));
  expect(read.map(({ id }) => id)).toEqual(["a", "b"]);
});

describe("CSV as spreadsheets write it", () => {
  const titles = ["id", "context.name", "context.note", "tags"];
  const rows = [
    ["a", "Ada, Lovelace", 'one\ntwo "three"', "x; y"],
    ["b", "Bob; the second", "", ""],
  ];

  /** Any habit of a spreadsheet beside any other leaves the cases as they are. */
  const habits = fc.record({
    delimiter: fc.constantFrom(",", ";", "\t", "|"),
    isTold: fc.boolean(),
    // Both in one file, where two editors wrote.
    ends: fc.array(fc.constantFrom("\n", "\r\n"), { minLength: 1, maxLength: 4 }),
    mark: fc.constantFrom("", "\uFEFF"),
    empty: fc.nat({ max: 3 }),
    gaps: fc.array(fc.nat({ max: 5 }), { minLength: 4, maxLength: 4 }),
    quotes: fc.boolean(),
  });

  test("with every delimiter, line `sep=`, empty columns and empty rows", async () => {
    await fc.assert(
      fc.asyncProperty(habits, async ({ delimiter, isTold, ends, mark, empty, gaps, quotes }) => {
        let lines = 0;
        const end = () => ends[lines++ % ends.length] ?? "";
        const line = (cells: readonly string[]) =>
          [...cells, ...Array<string>(empty).fill("")]
            .map((cell) =>
              quotes || /[",;\t|\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
            )
            .join(delimiter) + end();
        const nothing = (count = 0) =>
          Array.from({ length: count }, () => line(titles.map(() => ""))).join("");
        // A delimiter of nobody's habit has to be told.
        const told = isTold || delimiter === "|" ? `sep=${delimiter}${end()}` : "";
        const body = [titles, ...rows].map((cells, at) => line(cells) + nothing(gaps[at])).join("");
        expect(await readAll(csv(write("habits.csv", mark + told + body)))).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  test("a file of one kind of line end behind another has its faults in their lines", async () => {
    const file = write("mixed.csv", 'id,context.a,tags\r\na,"one\ntwo",x\nb,two,y\r\nc\n');
    await expect(readAll(csv(file))).rejects.toThrow(`${file}:5: the row is not valid CSV`);
    const old = write("old.csv", "id,context.a\ra,one\rb,two\r");
    expect(await readAll(csv(old))).toMatchObject([{ id: "a" }, { id: "b" }]);
  });

  test("an empty cell of a column that holds JSON says what to write", async () => {
    const file = write("empty.csv", "id,Price\na,5\nb,\n");
    const settings = { columns: { Price: "context.price" }, json: ["context.price"] };
    const read = readAll(csv(file, settings));
    await expect(read).rejects.toThrow(`${file}:3: the cell of "Price" is empty`);
    await expect(read).rejects.toThrow('Write null, "" or [] into it');
  });

  test("a delimiter in the settings goes before what the file looks like", async () => {
    const file = write("set.csv", "sep=,\r\nid;context.name\r\na;x,y\r\n");
    const [row] = await readAll(csv(file, { delimiter: ";" }));
    expect(row?.context).toEqual({ name: "x,y" });
  });

  test("a mapped title counts as the one of the id", async () => {
    const columns = { "Case no.": "id", Name: "context.name" };
    const file = write("mapped.csv", '"Case no.";Name\na;Ada\n');
    expect(await readAll(csv(file, { columns }))).toMatchObject([{ id: "a" }]);
  });

  test.each([
    ["a cell without a title", "id,context.a,,\n1,2,,\n2,3,,x\n", 3, /has a 4th cell/],
    [
      "a row that ends early",
      "id,context.a\n1,2\n3\n",
      3,
      /has 1 cells, but the header line has 2/,
    ],
    ["a quote that is not closed", 'id,context.a\n1,2\n2,"3\n3,4\n4,5\n', 3, /QUOTE_NOT_CLOSED/],
    [
      "a row behind a cell of lines",
      'id,context.a\n1,"a\nb\nc"\n,x\n',
      5,
      /id: must not be empty|no "id"/,
    ],
    ["a row that is wrong and of lines", 'id,context.a\n,"a\nb"\n', 2, /no "id"/],
    ["a row behind a line sep= and empty ones", "sep=;\nid;context.a\n;\n\n;x\n", 5, /no "id"/],
    ["the first of two faults", 'id,context.a\n,1\n2,"3\n', 2, /no "id"/],
    ["a file without ids", "tags,context.a\n1,2\n", 1, /no column fills "id"/],
    ["a file without contexts", "id,tags\na,x\n", 1, /no column fills "context".*"TITLE"/],
    ["an empty id", "id,context.a\n1,2\n ,3\n", 3, /its cell of "id" is empty/],
    ["an unknown title behind sep=", "sep=;\nid;name\n1;2\n", 2, /unknown column "name"/],
  ])("%s is told with its line", async (_what, text, line, message) => {
    const asking = readAll(csv(write("wrong.csv", text)));
    await expect(asking).rejects.toMatchObject({ code: "dataset_invalid", data: { line } });
    await expect(asking).rejects.toThrow(message);
  });
});

describe("YAML", () => {
  test("merge keys are merged, and what a row says itself stays", async () => {
    const file = write(
      "merge.yaml",
      [
        "- id: a",
        "  context: &base { tone: kind, product: &lamp { name: Lamp, price: 5 } }",
        "- id: b",
        "  context:",
        "    <<: *base",
        "    tone: short",
        "- id: c",
        "  context: { <<: [{ tone: odd }, *base], product: { <<: *lamp, name: Chair } }",
        '- id: d\n  context: { "<<": text }',
      ].join("\n"),
    );
    const product = { name: "Lamp", price: 5 };
    expect((await readAll(yaml(file))).map(({ context }) => context)).toEqual([
      { tone: "kind", product },
      { tone: "short", product },
      { tone: "odd", product: { ...product, name: "Chair" } },
      { "<<": "text" },
    ]);
  });

  test("a row may use an alias hundreds of times", async () => {
    const list = Array(900).fill("*x").join(", ");
    const file = write("many.yaml", `- id: a\n  context: { x: &x [1], all: [${list}] }\n`);
    expect((await readAll(yaml(file)))[0]?.context).toMatchObject({ all: Array(900).fill([1]) });
  });

  const levels = (start: string, toLevel: (names: string) => string) =>
    Array.from({ length: 12 }, (_, at) => {
      const names = Array(9)
        .fill(`*l${at - 1}`)
        .join(", ");
      return `l${at}: &l${at} ${at === 0 ? start : toLevel(names)}`;
    });

  test.each([
    ["lists", levels("[x]", (names) => `[${names}]`)],
    ["merge keys", levels("{ x: 1 }", (names) => `{ <<: [${names}] }`)],
  ])("a bomb of %s is refused at once, in one row and in many", async (_what, bomb) => {
    const one = `- id: first\n  context: {}\n- id: a\n  context: { ${bomb.join(", ")} }\n`;
    const many = bomb.map((level, at) => `- id: r${at}\n  context: { ${level} }\n`).join("");
    const began = performance.now();
    for (const [text, line] of [
      [one, 3],
      [many, null],
    ] as const) {
      const asking = readAll(yaml(write("bomb.yaml", text)));
      await expect(asking).rejects.toMatchObject({
        code: "dataset_invalid",
        data: { line: line ?? expect.any(Number) },
      });
      await expect(asking).rejects.toThrow(/aliases .* grow to more than 100000 values/);
    }
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  test.each([
    [
      "an alias without an anchor",
      "- id: a\n  context:\n    x: *gone\n",
      3,
      /\*gone has no anchor/,
    ],
    [
      "an alias in what it names",
      "- id: a\n  context: &c\n    x: *c\n",
      3,
      /\*c refers to a value that contains it/,
    ],
    ["a merge of a text", "- id: a\n  context:\n    y: 1\n    <<: text\n", 4, /merge key/],
    [
      "the first of two faults",
      "- id: a\n  context: {}\n  id: b\n- id: c\n  id: d\n",
      3,
      /DUPLICATE/,
    ],
  ])("%s is told with its line", async (_what, text, line, message) => {
    const asking = readAll(yaml(write("wrong.yaml", text)));
    await expect(asking).rejects.toMatchObject({ code: "dataset_invalid", data: { line } });
    await expect(asking).rejects.toThrow(message);
  });
});
