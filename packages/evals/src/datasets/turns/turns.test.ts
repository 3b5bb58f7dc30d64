import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Case, Dataset, Message } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { afterAll, describe, expect, test } from "vitest";
import { toAnswerKey } from "../../answers/answer-key.js";
import { groundedNumbers } from "../../evals/grounding/grounded.js";
import { tryEval } from "../../suite/try-eval.js";
import { cases } from "../cases.js";
import { csv } from "../csv/csv.js";
import { jsonl } from "../jsonl.js";
import { surveyDataset } from "../survey-dataset.js";
import { yaml } from "../yaml/yaml.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-turns-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function readAll(dataset: Dataset): Promise<readonly Case[]> {
  return Array.fromAsync(dataset.read());
}

const earlierTurns: readonly Message[] = [
  { role: "user", content: [{ type: "text", text: "Is K1 there?" }] },
  { role: "assistant", content: [{ type: "text", text: "Yes." }] },
];
const turns: readonly Message[] = [
  {
    role: "assistant",
    content: [
      { type: "text", text: "I look." },
      { type: "tool_call", id: "1", name: "stock", input: { sku: "K1" }, vendorState: { a: 1 } },
    ],
  },
  {
    role: "user",
    content: [{ type: "tool_result", toolCallId: "1", text: "12 left", isError: false }],
  },
];
const told = { id: "told", context: { sku: "K1" }, earlierTurns, turns };
const row = {
  id: "told",
  context: { sku: "K1" },
  earlier_turns: [
    { role: "user", content: "Is K1 there?" },
    { role: "assistant", content: [{ type: "text", text: "Yes." }] },
  ],
  turns: [
    {
      role: "assistant",
      content: [
        { type: "text", text: "I look." },
        { type: "tool_call", id: "1", name: "stock", input: { sku: "K1" }, vendor_state: { a: 1 } },
      ],
    },
    { role: "user", content: [{ type: "tool_result", tool_call_id: "1", text: "12 left" }] },
  ],
};

describe("a case's turns", () => {
  test("are the same from JSON Lines, YAML, CSV and TypeScript", async () => {
    const quoted = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
    const csvText = `id,context.sku,earlier_turns,turns\ntold,K1,${quoted(row.earlier_turns)},${quoted(row.turns)}\n`;
    const datasets = [
      cases("code", [told]),
      jsonl(write("a.jsonl", JSON.stringify(row))),
      // JSON is YAML.
      yaml(write("a.yaml", `- ${JSON.stringify(row)}`)),
      csv(write("a.csv", csvText)),
    ];
    for (const dataset of datasets) {
      expect(await readAll(dataset), dataset.name).toEqual([
        { ...told, groundTruth: null, tags: [], cluster: null },
      ]);
    }
    const hashes = await Promise.all(datasets.map((each) => surveyDataset(each)));
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1);
  });

  test("belong to the dataset's hash and to the key of a kept answer, and change neither where there are none", async () => {
    const plain = { id: "told", context: { sku: "K1" } };
    const forms = [plain, { ...plain, turns }, { ...plain, earlierTurns }, told];
    const hashes = await Promise.all(
      forms.map(async (each) => (await surveyDataset(cases("one", [each]))).hash),
    );
    expect(new Set(hashes).size).toBe(forms.length);
    expect(new Set(forms.map((each) => toAnswerKey(each, 0))).size).toBe(forms.length);
    const empty = { ...plain, turns: [], earlierTurns: [] };
    expect((await surveyDataset(cases("one", [empty]))).hash).toBe(hashes[0]);
    // What a dataset of before had: a changed hash would make its evidence worthless.
    const before = { ...plain, groundTruth: null, tags: [], cluster: null };
    expect(hashes[0]).toBe(contentDigest([contentDigest(before)]));
  });

  test.each<[string, unknown, RegExp]>([
    ["a system message", [{ role: "system", content: "x" }], /only the prompt can have system/],
    ["no list", "Hello", /turns: must be a list of turns/],
    ["an image", [{ role: "user", content: [{ type: "image", url: "https://a/b" }] }], /no images/],
    ["an empty turn", [{ role: "user", content: [] }], /turns\[0\]\.content: must not be empty/],
    ["an unknown key", [{ role: "user", content: "x", name: "y" }], /name/],
    ["a call without a result", row.turns.slice(0, 1), /call "1" has no result\. Add/],
    ["a result without a call", row.turns.slice(1), /answers the call "1", which no turn/],
    ["a second result", [...row.turns, ...row.turns.slice(1)], /call "1" has two results/],
    ["a second call of one id", [...row.turns, ...row.turns], /two tool calls have the id "1"/],
  ])("are refused with %s", async (_what, given, message) => {
    const file = write("bad.jsonl", JSON.stringify({ ...row, turns: given }));
    await expect(readAll(jsonl(file))).rejects.toMatchObject({
      code: "dataset_invalid",
      message: expect.stringMatching(message),
    });
  });

  test("support what an answer names, where users or tools said it", async () => {
    const subject = { output: "12 of K1 are left.", context: { sku: "K1" } };
    expect(await tryEval(groundedNumbers(), subject)).toMatchObject({ passed: false });
    expect(await tryEval(groundedNumbers(), { ...subject, turns })).toMatchObject({ passed: true });
  });
});

describe("cases that code makes", () => {
  const list = ["a", "b"].map((id) => ({ id, context: {} }));

  test("may come from a list, a set, a function, a promise, a generator or a stream", async () => {
    const sources = [
      list,
      new Set(list),
      () => list,
      async () => list,
      function* () {
        yield* list;
      },
      async function* () {
        yield* list;
      },
      async () => ReadableStream.from(list),
    ];
    for (const source of sources) {
      const dataset = cases("made", source);
      const survey = await surveyDataset(dataset);
      expect(survey.size).toBe(2);
      expect((await Array.fromAsync(survey.readAgain())).map(({ id }) => id)).toEqual(["a", "b"]);
    }
  });

  test("are read one after another, and a generator is closed where nobody reads on", async () => {
    const seen: string[] = [];
    const dataset = cases("many", function* () {
      try {
        for (const { id } of list) {
          seen.push(id);
          yield { id, context: {} };
        }
      } finally {
        seen.push("closed");
      }
    });
    for await (const { id } of dataset.read()) {
      expect(id).toBe("a");
      break;
    }
    expect(seen).toEqual(["a", "closed"]);
  });

  test("that can be read once only are refused, and so is what throws", async () => {
    const generator = (function* () {
      yield* list;
    })();
    await expect(readAll(cases("once", generator))).rejects.toThrow(
      /once: its cases can be read once only.*Give the generator function itself/,
    );
    const away = async () => {
      throw new Error("The database is away");
    };
    await expect(readAll(cases("away", away))).rejects.toMatchObject({
      code: "dataset_invalid",
      message: expect.stringMatching(/^away: its cases cannot be read.*The database is away/),
    });
  });
});
