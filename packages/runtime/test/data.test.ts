import {
  type CallResult,
  definePrompt,
  type InputSchema,
  type PromptVersion,
} from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { createPromptrail } from "../src/index.js";

/** A process whose family `note` reads this answer by this schema. */
async function start(output: InputSchema, text: string) {
  const note: PromptVersion = definePrompt({
    family: "note",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: "Note.",
    output,
  });
  const promptrail = await createPromptrail({
    prompts: [note],
    providers: [fakeProvider({ answers: () => text })],
    projectFolder: import.meta.dirname,
  });
  onTestFinished(() => promptrail.close());
  return promptrail;
}

describe("the data of a call", () => {
  test.each<[string, InputSchema, string, unknown]>([
    ["has the defaults", z.object({ tags: z.array(z.string()).default([]) }), "{}", { tags: [] }],
    ["is coerced", z.object({ score: z.coerce.number() }), '{"score":"0.7"}', { score: 0.7 }],
    ["is trimmed", z.object({ title: z.string().trim() }), '{"title":" a "}', { title: "a" }],
    ["lacks unknown keys", z.object({ a: z.int() }), '{"a":1,"junk":2}', { a: 1 }],
    [
      "has what a schema puts in the place of a wrong value",
      z.object({ level: z.enum(["low", "high"]).catch("low") }),
      '{"level":"medium"}',
      { level: "low" },
    ],
    [
      "is what a transformation makes",
      z.object({ due: z.iso.date().transform((due) => new Map([["due", new Date(due)]])) }),
      '{"due":"2026-05-01"}',
      { due: new Map([["due", new Date("2026-05-01")]]) },
    ],
    [
      "is what one makes that takes its time",
      z.string().transform(async (text) => text.length),
      '"four"',
      4,
    ],
  ])("%s, and its text stays as it came", async (_title, output, text, data) => {
    const promptrail = await start(output, text);
    expect(await promptrail.call("note", {})).toMatchObject({ data, text, outcome: "ok" });
    const events = [];
    for await (const event of promptrail.stream("note", {})) events.push(event);
    expect(events.at(-1)).toMatchObject({ result: { data, text } });
  });

  test("is missing where the schema throws on an answer, which is kept with the reason", async () => {
    const output = z.string().transform((text) => JSON.parse(text));
    const promptrail = await start(output, '"no JSON"');
    const result = await promptrail.call("note", {}, { accept: ["invalid_output"] });
    expect(result).toMatchObject({
      outcome: "invalid_output",
      success: false,
      data: null,
      text: '"no JSON"',
      warnings: [{ setting: "output", reason: expect.stringMatching(/schema threw.*JSON/) }],
    });
    await promptrail.flush();
    expect(await promptrail.calls.read({ limit: 1 })).toMatchObject([
      { outcome: "invalid_output", text: '"no JSON"', warnings: result.warnings },
    ]);
  });

  test("is missing where an answer does not fit, and the warning names what and where", async () => {
    const output = z.object({ amount: z.number(), tags: z.array(z.string()) });
    const promptrail = await start(output, '{"amount":"12","tags":[1]}');
    const result = await promptrail.call("note", {}, { accept: ["invalid_output"] });
    expect(result).toMatchObject({ data: null, warnings: [{ setting: "output" }] });
    expect(result.warnings[0]?.reason).toMatch(/amount: .*number.*; tags\[0\]: .*string/);
    await expect(promptrail.call("note", {})).rejects.toThrow(/amount: .*number/);
    const spoken = await start(output, "Twelve.");
    await expect(spoken.call("note", {})).rejects.toThrow(/The answer is not JSON/);
  });

  test("is in JSON form for evals", async () => {
    const output = z.object({ due: z.iso.date().transform((due) => new Date(due)) });
    const promptrail = await start(output, '{"due":"2026-05-01"}');
    expect(await promptrail.evaluate("note", 1, {})).toMatchObject({
      data: { due: "2026-05-01T00:00:00.000Z" },
      warnings: [],
    });
  });

  test("is null with a warning for evals where it has no JSON form", async () => {
    const output = z.object({ tags: z.array(z.string()).transform((tags) => new Set(tags)) });
    const promptrail = await start(output, '{"tags":["a"]}');
    expect(await promptrail.evaluate("note", 1, {})).toMatchObject({
      data: null,
      outcome: "ok",
      text: '{"tags":["a"]}',
      warnings: [{ setting: "output", reason: expect.stringMatching(/`data\.tags` is .*Set/) }],
    });
  });
});

describe("a call's record", () => {
  async function readRecord(promptrail: Awaited<ReturnType<typeof start>>, { id }: CallResult) {
    await promptrail.flush();
    const [record] = await promptrail.calls.read({ ids: [id], limit: 1 });
    return record;
  }

  test("has the data in JSON form, and null with a warning where there is none", async () => {
    const due = z.iso.date().transform((text) => new Date(text));
    const dated = await start(z.object({ due }), '{"due":"2026-05-01"}');
    expect(await readRecord(dated, await dated.call("note", {}))).toMatchObject({
      data: { due: "2026-05-01T00:00:00.000Z" },
      warnings: [],
    });
    const counted = await start(z.string().transform(BigInt), '"7"');
    const result = await counted.call("note", {});
    expect(result).toMatchObject({ data: 7n, warnings: [] });
    expect(await readRecord(counted, result)).toMatchObject({
      data: null,
      warnings: [{ setting: "output", reason: expect.stringContaining("`data` is a bigint") }],
    });
  });

  test("has a context that JSON can say, and null with a warning for another", async () => {
    const note = definePrompt({
      family: "note",
      version: 1,
      status: "active",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "{{ prices.get('tea') }} {{ day }}",
    });
    const providers = [fakeProvider({ answers: () => "Noted." })];
    const projectFolder = import.meta.dirname;
    const promptrail = await createPromptrail({ prompts: [note], providers, projectFolder });
    onTestFinished(() => promptrail.close());
    const plain = await promptrail.call("note", { prices: { tea: 2 }, day: "today" });
    expect(await readRecord(promptrail, plain)).toMatchObject({
      context: { prices: { tea: 2 }, day: "today" },
      warnings: [],
    });
    const prices = new Map([["tea", 2]]);
    const mapped = await promptrail.call("note", { prices, day: "today" });
    expect(mapped).toMatchObject({ warnings: [] });
    expect(await readRecord(promptrail, mapped)).toMatchObject({
      context: null,
      warnings: [{ setting: "context", reason: expect.stringMatching(/context\.prices.*Map/) }],
    });
  });
});

describe("an input schema that JSON Schema cannot say", () => {
  test.each<[string, z.ZodType, unknown, string]>([
    ["dates", z.date().transform((date) => date.getUTCFullYear()), new Date(0), "1970"],
    ["dates from text", z.coerce.date().transform(Number), "1970-01-01", "0"],
    ["sets", z.set(z.string()).transform((set) => [...set].join("+")), new Set("ab"), "a+b"],
    ["bigints", z.bigint().transform(String), 7n, "7"],
    ["types of one's own", z.custom((value) => value === "a"), "a", "a"],
  ])("reads %s, and refuses what does not fit", async (_title, part, value, text) => {
    const input = z.object({ x: part });
    const note = definePrompt({
      family: "note",
      version: 1,
      status: "active",
      provider: "fake",
      model: "m",
      maxTokens: 50,
      userTemplate: "{{ x }}",
      input,
    });
    const providers = [fakeProvider({ answers: () => "Noted." })];
    const promptrail = await createPromptrail({
      prompts: [note],
      providers,
      projectFolder: import.meta.dirname,
    });
    const { messages } = await promptrail.render("note", { x: value });
    expect(messages).toMatchObject([{ content: [{ text }] }]);
    expect(await promptrail.call("note", { x: value })).toMatchObject({ text: "Noted." });
    await expect(promptrail.call("note", { x: [] })).rejects.toMatchObject({
      code: "context_invalid",
    });
    await promptrail.close();
  });
});
