import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case } from "@promptrail/core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeDataset, readCases } from "../files/change-dataset.js";
import { toDatasetFile } from "../files/dataset-file-of.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "promptrail-csv-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("a CSV file that is made has the columns by which it is read, and texts of a JSON column as JSON", async () => {
  const source = toDatasetFile(join(folder, "made.csv"), {
    columns: { Titel: "context.product.name", Preis: "context.price" },
    json: ["context.product.name", "ground_truth"],
  });
  const add: readonly Case[] = [
    {
      id: "a",
      context: { product: { name: "5" }, price: "9" },
      groundTruth: { score: 1 },
      tags: [],
      cluster: null,
    },
    {
      id: "b",
      context: { product: { name: null }, price: "" },
      groundTruth: "true",
      tags: ["x"],
      cluster: null,
    },
  ];
  await changeDataset(source, { add });
  expect(await readFile(source.file, "utf8")).toBe(
    'id,Titel,Preis,ground_truth,tags\na,"""5""",9,"{""score"":1}",\nb,null,,"""true""",x\n',
  );
  expect(await readCases(source)).toEqual(add);
});
