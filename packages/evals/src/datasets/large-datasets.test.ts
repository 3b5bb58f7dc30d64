import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case, Dataset } from "@promptrail/core";
import { afterAll, describe, expect, test } from "vitest";
import { csv } from "./csv/csv.js";
import { jsonl } from "./jsonl.js";
import { yaml } from "./yaml/yaml.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-large-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function readAll(dataset: Dataset): Promise<readonly Case[]> {
  const read: Case[] = [];
  for await (const testCase of dataset.read()) read.push(testCase);
  return read;
}

const many = 40_000;
const names = Array.from({ length: many }, (_, index) => `c${index}`);

/** Seconds where time grows with the size, minutes where it grows with the size's square. */
const timeout = 30_000;

describe("reads in a time that grows with the size alone", () => {
  test("a CSV file of 40,000 columns", { timeout }, async () => {
    const titles = ["id", ...names.map((name) => `context.${name}`)];
    const file = write("wide.csv", `${titles.join(",")}\n${titles.map((_, at) => at).join(",")}\n`);
    const [row] = await readAll(csv(file));
    expect(row?.context).toMatchObject({ c0: "1", c39999: "40000" });
    const columns = Object.fromEntries(
      names.map((name) => [`context.${name}`, `context.m.${name}`]),
    );
    const json = names.map((name) => `context.m.${name}`);
    const [mapped] = await readAll(csv(file, { columns, json }));
    expect(mapped?.context).toMatchObject({ m: { c39999: 40_000 } });
  });

  test("a JSON line of 80 MB", { timeout }, async () => {
    const text = "x".repeat(80_000_000);
    const file = write(
      "long.jsonl",
      `{"id":"a","context":{"text":"${text}"}}\r\n{"id":"b","context":{}}`,
    );
    const read = await readAll(jsonl(file));
    expect(read.map(({ id }) => id)).toEqual(["a", "b"]);
    expect(read[0]?.context).toEqual({ text });
  });

  test("a YAML map of 40,000 keys", { timeout }, async () => {
    const file = write(
      "wide.yaml",
      `- id: a\n  context:\n${names.map((name) => `    ${name}: v\n`).join("")}`,
    );
    const [row] = await readAll(yaml(file));
    expect(Object.keys(row?.context ?? {})).toHaveLength(many);
  });

  test("4,000 YAML rows that share a part", { timeout }, async () => {
    const rows = names.slice(0, 4_000).map((name) => `- id: ${name}\n  context: *shared\n`);
    const file = write("shared.yaml", `- id: first\n  context: &shared { a: b }\n${rows.join("")}`);
    const read = await readAll(yaml(file));
    expect(read).toHaveLength(4_001);
    expect(read.every(({ context }) => JSON.stringify(context) === '{"a":"b"}')).toBe(true);
  });
});

test("an alias in YAML stands for the last anchor of its name before it", async () => {
  const file = write(
    "anchors.yaml",
    [
      "- { id: a, context: { x: &one 1, y: *one } }",
      "- { id: b, context: { x: *one, y: &one 2, z: *one } }",
      "- { id: c, context: &rest { x: *one } }",
      "- { id: d, context: { rest: *rest } }",
    ].join("\n"),
  );
  expect((await readAll(yaml(file))).map(({ context }) => context)).toEqual([
    { x: 1, y: 1 },
    { x: 1, y: 2, z: 2 },
    { x: 2 },
    { rest: { x: 2 } },
  ]);
});

test("a YAML row that grows without end by its aliases is refused", async () => {
  const levels = Array.from({ length: 12 }, (_, at) =>
    at === 0
      ? "l0: &l0 [x]"
      : `l${at}: &l${at} [${Array(9)
          .fill(`*l${at - 1}`)
          .join(", ")}]`,
  );
  const file = write("laughs.yaml", `- { id: a, context: { ${levels.join(", ")} } }\n`);
  await expect(readAll(yaml(file))).rejects.toThrow(/alias/);
});

test("a key that stands twice in a YAML map is refused with its line", async () => {
  const file = write("twice.yaml", "- id: a\n  context:\n    x: 1\n    y: 2\n    x: 3\n");
  await expect(readAll(yaml(file))).rejects.toThrow(
    /twice\.yaml:5: the line is not valid YAML \(DUPLICATE_KEY\)/,
  );
});

test.each([
  [
    "id,ground_truth.score,ground_truth",
    /"ground_truth" and "ground_truth\.score" set the same field/,
  ],
  [
    "id,ground_truth,ground_truth.score",
    /"ground_truth" and "ground_truth\.score" set the same field/,
  ],
  [
    "id,context.a.b,context.c,context.a.b",
    /"context\.a\.b" and "context\.a\.b" set the same field/,
  ],
  ["id,context.a,context.ab", null],
])("the columns %s fill places of their own, or are refused", async (titles, refusal) => {
  const read = readAll(
    csv(
      write(
        "clash.csv",
        `${titles}\n1,2,3,4\n`.replace("3,4", titles.split(",").length > 3 ? "3,4" : "3"),
      ),
    ),
  );
  if (refusal === null) expect(await read).toHaveLength(1);
  else await expect(read).rejects.toThrow(refusal);
});
