import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Dataset } from "@promptrail/core";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { cases } from "./cases.js";
import { csv } from "./csv/csv.js";
import { jsonl } from "./jsonl.js";
import { surveyDataset } from "./survey-dataset.js";
import { yaml } from "./yaml/yaml.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-datasets-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function readAll(dataset: Dataset) {
  const read = [];
  for await (const testCase of dataset.read()) read.push(testCase);
  return read;
}

async function refusal(dataset: Dataset) {
  try {
    await readAll(dataset);
  } catch (error) {
    return error;
  }
  return "accepted";
}

const wool = {
  id: "wool",
  context: { product: { name: "Wool hat", price: 12.5 } },
  groundTruth: { score: 0.5 },
  tags: ["short", "hat"],
  cluster: "hats",
};
const plain = { id: "plain", context: {}, groundTruth: null, tags: [], cluster: null };

const woolRow = `{"id":"wool","context":{"product":{"name":"Wool hat","price":12.5}},"ground_truth":{"score":0.5},"tags":["short","hat"],"cluster":"hats"}`;

describe("reads the same cases", () => {
  test("from JSON Lines, with empty lines, a byte order mark and no last line end", async () => {
    const file = write("a.jsonl", `\uFEFF${woolRow}\r\n\n{"id":"plain","context":{}}`);
    expect(await readAll(jsonl(file))).toEqual([wool, plain]);
    expect(await readAll(jsonl(pathToFileURL(file)))).toEqual([wool, plain]);
    expect(jsonl(file).name).toBe("a");
  });

  test("from YAML", async () => {
    const file = write(
      "a.yaml",
      "- id: wool\n  context: { product: { name: Wool hat, price: 12.5 } }\n  ground_truth: { score: 0.5 }\n  tags: [short, hat]\n  cluster: hats\n- id: plain\n  context: {}\n",
    );
    expect(await readAll(yaml(file))).toEqual([wool, plain]);
  });

  test("from CSV, with dotted columns, a mapped title and JSON cells", async () => {
    const file = write(
      "a.csv",
      'id,Title,context.product.price,ground_truth.score,tags,cluster\nwool,Wool hat,12.5,0.5,short; hat,hats\nquoted,"Two\nlines, ""quoted""",1,,,\n',
    );
    const dataset = csv(file, {
      columns: { Title: "context.product.name" },
      json: ["context.product.price", "ground_truth.score"],
    });
    expect(await readAll(dataset)).toEqual([
      wool,
      { ...plain, id: "quoted", context: { product: { name: 'Two\nlines, "quoted"', price: 1 } } },
    ]);
  });

  test("from TypeScript", async () => {
    const list = [wool, { id: "plain", context: {} }];
    expect(await readAll(cases<object>("hats", list))).toEqual([wool, plain]);
  });
});

describe("refuses", () => {
  const good = `{"id":"a","context":{}}\n`;
  test.each([
    ["a line that is not JSON", `${good}{"id":`, /bad\.jsonl:2: the line is not JSON/],
    ["a row without an id", `{"context":{}}`, /bad\.jsonl:1: the row has no "id"\. Add it/],
    ["a row without a context", `${good}{"id":"b"}`, /bad\.jsonl:2: the row has no "context"/],
    [
      "an unknown key",
      `{"id":"a","context":{},"tag":[]}`,
      /:1: unknown key "tag"\. Did you mean "tags"\?/,
    ],
    ["a list instead of a row", "[1]", /:1: the row is not an object/],
    [
      "tags that are no list",
      `{"id":"a","context":{},"tags":"x"}`,
      /:1: tags: must be a list of texts/,
    ],
    ["an id that came before", `${good}${good}`, /:2: the id "a" was used before \(line 1\)/],
    ["a file without rows", "\n\n", /bad\.jsonl: the dataset has no cases/],
  ])("%s, with file and line", async (_title, content, message) => {
    const error = await refusal(jsonl(write("bad.jsonl", content)));
    expect(error).toMatchObject({
      code: "dataset_invalid",
      message: expect.stringMatching(message),
    });
  });

  test("a file that does not exist and one that is not UTF-8", async () => {
    expect(await refusal(jsonl(join(folder, "absent.jsonl")))).toMatchObject({
      code: "dataset_invalid",
      message: expect.stringContaining("does not exist"),
    });
    expect(
      await refusal(jsonl(write("latin.jsonl", new Uint8Array([0x22, 0xe9, 0x22])))),
    ).toMatchObject({
      message: expect.stringContaining("not UTF-8"),
    });
  });

  test("a row that does not fit the dataset's schema, without quoting its values", async () => {
    const file = write("typed.jsonl", `{"id":"a","context":{"price":"secret"}}`);
    const error = await refusal(jsonl(file, { context: z.object({ price: z.number() }) }));
    expect(error).toMatchObject({ message: expect.stringContaining('context of case "a"') });
    expect(String(error)).not.toContain("secret");
  });

  test("a CSV column that it does not know, and cells that do not fit the titles", async () => {
    expect(await refusal(csv(write("t.csv", "id,contxt.a\n1,2\n")))).toMatchObject({
      message: expect.stringMatching(/t\.csv:1: unknown column "contxt\.a"/),
    });
    expect(await refusal(csv(write("w.csv", "id,context.a\n1,2,3\n")))).toMatchObject({
      code: "dataset_invalid",
      message: expect.stringMatching(/w\.csv:2: the row is not valid CSV/),
    });
    expect(await refusal(csv(write("p.csv", "id,context.__proto__.a\n1,2\n")))).toMatchObject({
      code: "dataset_invalid",
    });
    expect(await refusal(csv(join(folder, "absent.csv")))).toMatchObject({
      message: expect.stringContaining("does not exist"),
    });
  });

  test("YAML that is broken or no list, with the line", async () => {
    expect(await refusal(yaml(write("b.yaml", "- id: a\n  context: {}\n- id: [\n")))).toMatchObject(
      {
        code: "dataset_invalid",
        data: { line: expect.any(Number) },
      },
    );
    expect(await refusal(yaml(write("m.yaml", "id: a\n")))).toMatchObject({
      message: expect.stringContaining("not a list of rows"),
    });
    expect(
      await refusal(yaml(write("n.yaml", "- id: a\n  context: {}\n- context: {}\n"))),
    ).toMatchObject({ data: { line: 3 } });
  });
});

describe.each(["9007199254740993", "1e400", "-1e400"])(
  "refuses %s, which a number cannot hold, with file, line and path",
  (id) => {
    const row = (context: string) => `{"id":"a","context":{}}\n{"id":"b","context":${context}}\n`;
    test.each([
      [
        "JSON Lines",
        () => jsonl(write("l.jsonl", row(`{"order":{"id":${id}}}`))),
        2,
        "context.order.id",
      ],
      [
        "the ground truth",
        () => jsonl(write("g.jsonl", `{"id":"a","context":{},"ground_truth":[${id}]}`)),
        1,
        "ground_truth[0]",
      ],
      [
        "CSV",
        () =>
          csv(write("l.csv", `id,context.order\na,1\nb,"{""id"":[0,${id}]}"\n`), {
            json: ["context.order"],
          }),
        3,
        "context.order.id[1]",
      ],
      [
        "YAML",
        () =>
          yaml(
            write("l.yaml", `- id: a\n  context: {}\n- id: b\n  context:\n    ids: [1, ${id}]\n`),
          ),
        3,
        "context.ids[1]",
      ],
      [
        "a key in YAML",
        () => yaml(write("k.yaml", `- id: a\n  context: { ${id}: x }\n`)),
        1,
        `context.${id}`,
      ],
    ])("%s", async (_title, open, line, path) => {
      expect(await refusal(open())).toMatchObject({
        code: "dataset_invalid",
        data: { file: expect.stringContaining(folder), line, path },
        message: expect.stringContaining(`:${line}: ${path}: the number is larger than 2^53 − 1`),
      });
    });

    test("cases in code that lost them before", async () => {
      const context = { order: { id: Number(id) } };
      expect(await refusal(cases("list", [{ id: "a", context }]))).toMatchObject({
        message: expect.stringMatching(/^list, case 1: context\.order\.id: /),
      });
    });

    test("but takes it as text, and numbers that JavaScript keeps", async () => {
      const kept = `{"id":"${id}","max":9007199254740991,"atoms":6.02e23,"ratio":0.12345678901234567890}`;
      const [, second] = await readAll(jsonl(write("kept.jsonl", row(kept))));
      expect(second).toMatchObject({ context: { id, max: 2 ** 53 - 1, atoms: 6.02e23 } });
      const file = write(
        "kept.yaml",
        `- id: a\n  context: { id: "${id}", atoms: 6.02e23, most: -.Inf }\n`,
      );
      expect(await readAll(yaml(file))).toMatchObject([
        { context: { id, atoms: 6.02e23, most: Number.NEGATIVE_INFINITY } },
      ]);
    });
  },
);

test("reads a large JSON Lines file only as far as it is asked to", async () => {
  const rows = Array.from({ length: 20_000 }, (_, id) => `{"id":"${id}","context":{}}`);
  const file = write("large.jsonl", `${rows.join("\n")}\nnot JSON`);
  const iterator = jsonl(file).read()[Symbol.asyncIterator]();
  expect((await iterator.next()).value).toMatchObject({ id: "0" });
  await iterator.return?.();
});

test("keeps line separators that JSON texts may hold", async () => {
  const file = write("u.jsonl", `{"id":"a","context":{"text":"one\u2028two"}}\n`);
  expect(await readAll(jsonl(file))).toMatchObject([{ context: { text: "one\u2028two" } }]);
});

test("the hash covers every case in whatever order, and each field of it", async () => {
  const entry = fc.record({
    id: fc.uuid(),
    context: fc.dictionary(fc.string({ unit: "grapheme" }), fc.integer()),
    cluster: fc.option(fc.constantFrom("a", "b")),
  });
  const hash = async (list: readonly { id: string; context: object; cluster: string | null }[]) =>
    (await surveyDataset(cases("list", list))).hash;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(entry, { minLength: 1, maxLength: 8, selector: ({ id }) => id }),
      async (list) => {
        expect(await hash(list.toReversed())).toBe(await hash(list));
        const changed = list.map((row, index) => (index === 0 ? { ...row, cluster: "c" } : row));
        expect(await hash(changed)).not.toBe(await hash(list));
      },
    ),
    { numRuns: 50 },
  );
});

test("refuses to hash what JSON cannot say", async () => {
  const dataset = cases("odd", [{ id: "a", context: { price: Number.NaN } }]);
  await expect(surveyDataset(dataset)).rejects.toMatchObject({ code: "dataset_invalid" });
});
