import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "@promptrail/core";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import type { CsvSettings } from "../../datasets/csv-settings.js";
import { changeDataset, type DatasetChanges, writeParts } from "./change-dataset.js";
import { readDatasetFile, toDatasetFile } from "./dataset-file-of.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-change-"));
afterAll(() => rmSync(folder, { recursive: true }));

function toCase(id: string, context: unknown, rest: Partial<Case> = {}): Case {
  return { id, context, groundTruth: null, tags: [], cluster: null, ...rest };
}

async function change(
  name: string,
  text: string | null,
  changes: DatasetChanges,
  settings: CsvSettings = {},
): Promise<string> {
  const file = join(folder, name);
  rmSync(file, { force: true });
  if (text !== null) writeFileSync(file, text);
  await changeDataset(toDatasetFile(file, settings), changes);
  return readFileSync(file, "utf8");
}

const read = (name: string, settings: CsvSettings = {}) =>
  Array.fromAsync(readDatasetFile(toDatasetFile(join(folder, name), settings)).read());

const added = toCase(
  "new",
  { name: 'A "lamp", of\nbrass' },
  { tags: ["x"], origin: { callId: "c" } },
);

describe("what stood in a file stays as it was written", () => {
  test("JSON Lines: spaces, empty lines, line ends of Windows, a mark", async () => {
    const text =
      '\uFEFF{ "id": "a",  "context": {} }\r\n\r\n{"id":"b","context":{}}\r\n{"id":"c","context":{}}';
    const clusters = new Map([["c", "k"]]);
    expect(await change("a.jsonl", text, { remove: new Set(["b"]), clusters, add: [added] })).toBe(
      `\uFEFF{ "id": "a",  "context": {} }\r\n\r\n{"id":"c","context":{},"cluster":"k"}\r\n${JSON.stringify(
        { id: "new", context: added.context, tags: ["x"], origin: { call_id: "c" } },
      )}\r\n`,
    );
  });

  test("YAML: comments, anchors, block texts", async () => {
    const text = `# The lamps.
- &base
  id: a # first
  context: { name: "K1", note: 1.50 }
# Will go.
- id: b
  context:
    name: |
      Two
      lines
- <<: *base
  id: c
`;
    const changed = await change("a.yaml", text, {
      remove: new Set(["b"]),
      clusters: new Map([["c", "k"]]),
      add: [added],
    });
    expect(changed).toContain("# The lamps.\n- &base\n  id: a # first\n");
    expect(changed).toContain('{ name: "K1", note: 1.50 }');
    expect(changed).toContain("- <<: *base\n  id: c\n  cluster: k\n");
    expect(changed).not.toContain("Will go");
    expect((await read("a.yaml")).map(({ id, cluster }) => [id, cluster])).toEqual([
      ["a", null],
      ["c", "k"],
      ["new", null],
    ]);
    const refused = change("a.yaml", text, { remove: new Set(["a"]) });
    await expect(refused).rejects.toThrow(
      /a\.yaml: the file cannot be changed.*Nothing was written/,
    );
    expect(readFileSync(join(folder, "a.yaml"), "utf8")).toBe(text);
  });

  test("CSV: quotes, a stated delimiter, columns without a title, mapped columns", async () => {
    const text =
      'sep=;\r\nid;Title;tags;;\r\na;"K;1";t;;\r\nb;"Two\r\nlines";;;\r\nc; plain ;"x ; y";;\r\n';
    const settings = { columns: { Title: "context.name" } };
    expect(
      await change(
        "a.csv",
        text,
        { remove: new Set(["b"]), clusters: new Map([["c", "k"]]), add: [added] },
        settings,
      ),
    ).toMatchInlineSnapshot(`
      "sep=;
      id;Title;tags;cluster;origin
      a;"K;1";t;;
      c;" plain ";"x ; y";k;
      new;"A ""lamp"", of
      brass";x;;"{""call_id"":""c""}"
      "
    `);
    expect(
      (await read("a.csv", settings)).map(({ id, cluster, tags }) => [id, cluster, tags]),
    ).toEqual([
      ["a", null, ["t"]],
      ["c", "k", ["x", "y"]],
      ["new", null, ["x"]],
    ]);
  });
});

test("a file that is not there yet is made, with its folder, in each format", async () => {
  for (const ending of ["jsonl", "yaml", "csv"]) {
    const name = `new-${ending}/made.${ending}`;
    await change(name, null, { add: [added, { ...added, id: "two" }] });
    expect((await read(name)).map(({ id, origin }) => [id, origin])).toEqual([
      ["new", { callId: "c" }],
      ["two", { callId: "c" }],
    ]);
  }
});

test("what the form of a file cannot hold is refused, and nothing is written", async () => {
  const text = "id,context.price\na,1\n";
  const number = toCase("b", { price: 2 });
  await expect(change("a.csv", text, { add: [number] })).rejects.toMatchObject({
    code: "dataset_invalid",
    message: expect.stringMatching(/a\.csv: case "b" would be read otherwise.*setting `json`/),
  });
  const wider = toCase("b", { price: "2", note: "x" });
  await expect(change("a.csv", text, { add: [wider] })).rejects.toThrow(/case "a" would be read/);
  await expect(change("a.csv", text, { add: [toCase("a", { price: "2" })] })).rejects.toThrow(
    /the changed file could not be read.*a\.csv:3.*"a" was used before/,
  );
  expect(readFileSync(join(folder, "a.csv"), "utf8")).toBe(text);
  const settings = { json: ["context.price"] };
  await change("a.csv", text, { add: [number] }, settings);
  expect(await read("a.csv", settings)).toHaveLength(2);
  expect(readdirSync(folder).filter((name) => name.includes("tmp"))).toEqual([]);
});

test("who may read a file may read the changed one, and nobody else", async () => {
  const file = join(folder, "own.jsonl");
  writeFileSync(file, '{"id":"a","context":{}}\n');
  chmodSync(file, 0o600);
  await changeDataset(toDatasetFile(file), { add: [added] });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("the mode of a file stays, whatever the process leaves out of the modes of new files", async () => {
  const file = join(folder, "shared.jsonl");
  writeFileSync(file, '{"id":"a","context":{}}\n');
  chmodSync(file, 0o666);
  await changeDataset(toDatasetFile(file), { add: [added] });
  expect(statSync(file).mode & 0o777).toBe(0o666);
});

test("a file that is read-only stays as it is", async () => {
  const file = join(folder, "fixed.jsonl");
  const line = '{"id":"a","context":{}}\n';
  writeFileSync(file, line);
  chmodSync(file, 0o444);
  await expect(changeDataset(toDatasetFile(file), { add: [added] })).rejects.toMatchObject({
    code: "file_unwritable",
  });
  expect(readFileSync(file, "utf8")).toBe(line);
});

test("a part of a file does not take the place of the whole by a link", async () => {
  const file = join(folder, "whole.jsonl");
  const lines = '{"id":"a","context":{}}\n{"id":"b","context":{}}\n';
  writeFileSync(file, lines);
  symlinkSync(file, join(folder, "whole.train.jsonl"));
  const target = join(folder, "whole.train.jsonl");
  const writing = writeParts(toDatasetFile(file), [
    { changes: { remove: new Set(["a"]) }, target },
  ]);
  await expect(writing).rejects.toThrow(/the same one by a link. Nothing was written/);
  expect(readFileSync(file, "utf8")).toBe(lines);
});

test("what somebody else writes at the same time is not lost", async () => {
  const file = join(folder, "both.jsonl");
  writeFileSync(file, '{"id":"a","context":{}}\n');
  const ids = Array.from({ length: 8 }, (_, at) => `new-${at}`);
  const changed = await Promise.allSettled(
    ids.map((id) => changeDataset(toDatasetFile(file), { add: [{ ...added, id }] })),
  );
  const written = ids.filter((_, at) => changed[at]?.status === "fulfilled");
  const refused = changed.filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  for (const each of refused) {
    expect(String((each as PromiseRejectedResult).reason)).toMatch(/Nothing was written/);
  }
  expect((await read("both.jsonl")).map(({ id }) => id).toSorted()).toEqual(["a", ...written]);
});

test("a YAML file keeps its mark, its line ends and what stands above its first case, which goes", async () => {
  const remove = new Set(["a"]);
  const cases = "- id: a\n  context: { x: 1 }\n# Stays.\n- id: b\n  context: { x: 2 }\n";
  const kept = "# Stays.\n- id: b\n  context: { x: 2 }\n";
  expect(await change("head.yaml", `# Who keeps it.\n${cases}`, { remove })).toBe(
    `# Who keeps it.\n\n${kept}`,
  );
  expect(await change("two.yaml", `# Who keeps it.\n\n# First.\n${cases}`, { remove })).toBe(
    `# Who keeps it.\n\n# First.\n\n${kept}`,
  );
  const windows = (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`;
  const bare = cases.replace("# Stays.\n", "");
  expect(await change("mark.yaml", windows(bare), { remove })).toBe(
    windows("- id: b\n  context: { x: 2 }\n"),
  );
});

const text = fc.string({
  unit: fc.constantFrom("a", "é", "漢", "🎉", '"', ",", ";", "\n", "'", ":", "#", "- ", " "),
});
const someCase = fc.record({
  context: fc.record({ name: text, note: text }),
  groundTruth: fc.option(text.filter((truth) => truth !== "")),
  tags: fc.uniqueArray(fc.constantFrom("x", "y")),
  cluster: fc.option(fc.constantFrom("k", "l")),
});

test("in every format, what is added, removed and clustered is what is read", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("jsonl", "yaml", "csv"),
      fc.array(someCase, { minLength: 1, maxLength: 4 }),
      fc.array(someCase, { minLength: 1, maxLength: 3 }),
      async (ending, first, more) => {
        const name = `round.${ending}`;
        rmSync(join(folder, name), { force: true });
        const named = (list: typeof first, start: string) =>
          list.map((each, at) => toCase(`${start}${at}`, each.context, each));
        const target = toDatasetFile(join(folder, name));
        await changeDataset(target, { add: named(first, "a") });
        await changeDataset(target, {
          add: named(more, "b"),
          remove: new Set(["a1"]),
          clusters: new Map([["a0", "own"]]),
        });
        expect(await read(name)).toEqual([
          ...named(first, "a")
            .filter(({ id }) => id !== "a1")
            .map((each) => (each.id === "a0" ? { ...each, cluster: "own" } : each)),
          ...named(more, "b"),
        ]);
      },
    ),
    { numRuns: randomRuns({ usual: 25, long: 1_500 }) },
  );
});

test("a row that is added to a CSV file with both kinds of line ends leaves the others as they are", async () => {
  const text = "id,context.a\r\na,one\nb,two\r\n";
  const row = toCase("c", { a: "three" });
  await change("mixed.csv", text, { add: [row] });
  expect((await read("mixed.csv")).map(({ context }) => context)).toEqual([
    ...[{ a: "one" }, { a: "two" }, { a: "three" }],
  ]);
});
