import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cases, csv, jsonl, yaml } from "../../index.js";

/** As JavaScript calls it, or TypeScript that nobody checked. */
const call = (make: unknown, ...given: readonly unknown[]) => {
  if (typeof make !== "function") throw new Error("Not a function.");
  const made: unknown = Reflect.apply(make, undefined, given);
  return made;
};

test.each<[unknown, readonly unknown[], string]>([
  [
    csv,
    ["a.csv", { json: "ground_truth" }],
    `csv("a.csv") has the json 'ground_truth'. Give a list`,
  ],
  [csv, ["a.csv", { json: [5] }], 'such as ["context.product.price"]'],
  [csv, ["a.csv", { columns: { Title: 5 } }], 'csv("a.csv") has the columns { Title: 5 }. Give'],
  [csv, ["a.csv", { columns: ["Title"] }], '{ "Title": "context.product.name" }'],
  [csv, ["a.csv", { delimiter: "" }], "has the delimiter ''. Give the sign between two cells"],
  [csv, ["a.csv", { delimiter: '"' }], "Give the sign between two cells"],
  [csv, ["a.csv", { jsn: [] }], '"jsn", which does not exist. Did you mean "json"?'],
  [csv, ["a.csv", { colums: {} }], 'Did you mean "columns"?'],
  [csv, ["a.csv", { context: {} }], "has the context {}. Give a schema such as Zod's."],
  [csv, ["a.csv", null], "has null as its settings. Give an object."],
  [csv, [undefined], "csv has undefined as its path. Give a path"],
  [csv, [new URL("https://example.org/a.csv")], "or a URL that begins with file:."],
  [jsonl, ["a.jsonl", { nam: "a" }], 'jsonl("a.jsonl") has the setting "nam"'],
  [jsonl, ["a.jsonl", { json: [] }], "Known: name, context, groundTruth."],
  [yaml, ["a.yaml", { name: 5 }], 'yaml("a.yaml") has the name 5. Give a text'],
  [cases, [[{ id: "a", context: {} }]], "as its name. Give a text."],
  [cases, ["a", [], { groundTruth: 5 }], 'cases("a") has the groundTruth 5. Give a schema'],
])("settings that do not fit are refused when the dataset is made: %#", (make, given, message) => {
  expect(() => call(make, ...given)).toThrow(
    expect.objectContaining({
      code: "invalid_definition",
      message: expect.stringContaining(message),
    }),
  );
});

test("a file URL, and settings that are undefined, are taken", () => {
  const settings = { name: undefined, columns: undefined, json: undefined };
  expect(call(csv, new URL("file:///tmp/a.csv"), settings)).toMatchObject({ name: "a" });
});

test("columns that are named the other way round are told so", async () => {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-settings-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "a.csv");
  writeFileSync(file, "id,Title\na,one\n");
  const read = Array.fromAsync(csv(file, { columns: { "context.title": "Title" } }).read());
  await expect(read).rejects.toThrow(
    `Write the file's title at the left: { "Title": "context.title" }.`,
  );
});
