import { createClient } from "@promptrail/client";
import { definePrompt, type InputSchema, memory } from "@promptrail/core";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { startServer } from "../src/index.js";

/** A client of a server whose family `note` reads this answer by this schema. */
async function serveNote(output: InputSchema, text: string) {
  const note = definePrompt({
    family: "note",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: "Note.",
    output,
  });
  const promptrail: Promptrail = await createPromptrail({
    prompts: [note],
    providers: [fakeProvider({ answers: () => text })],
    store: memory(),
    projectFolder: import.meta.dirname,
  });
  const server = await startServer({ promptrail, port: 0, graceMs: 50 });
  onTestFinished(async () => {
    await server.close();
    await promptrail.close();
  });
  const { created } = await promptrail.keys.ensureAdmin({ chosen: "" });
  return createClient({ url: server.url, key: created ?? "", actor: "ada" });
}

const dates = z.object({ due: z.iso.date().transform((due) => new Date(due)) });
const maps = dates.transform(({ due }) => ({ days: new Map([["due", due]]) }));

describe("a call over HTTP", () => {
  test.each<[string, InputSchema, object]>([
    [
      "gives its data in JSON form",
      dates,
      { data: { due: "2026-05-01T00:00:00.000Z" }, warnings: [] },
    ],
    [
      "gives null and a warning for data without one",
      maps,
      {
        data: null,
        warnings: [{ setting: "output", reason: expect.stringMatching(/`data\.days` is .*Map/) }],
      },
    ],
  ])("%s, and its text as it came", async (_title, output, expected) => {
    const text = '{"due":"2026-05-01"}';
    const client = await serveNote(output, text);
    const result = { outcome: "ok", success: true, text, ...expected };
    expect(await client.call("note", {})).toMatchObject(result);
    const events = [];
    for await (const event of client.stream("note", {})) events.push(event);
    expect(events.at(-1)).toMatchObject({ type: "finish", result });
  });
});
