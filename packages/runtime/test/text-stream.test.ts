import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

async function read(texts: AsyncIterable<string>, seen: string[] = []): Promise<string[]> {
  for await (const text of texts) seen.push(text);
  return seen;
}

test("the text of an answer comes alone", async () => {
  const provider = fakeProvider({ answers: [{ text: "Hello.", reasoning: "A greeting." }] });
  const promptrail = await createPromptrail(project(provider));
  expect(await read(promptrail.textStream("greeting", { name: "Ada" }))).toEqual(["Hello."]);
});

test("text that is cut ends with an error, unless its caller accepts that", async () => {
  const cut = { text: "Hel", outcome: "truncated" } as const;
  const promptrail = await createPromptrail(project(fakeProvider({ answers: [cut, cut] })));
  const seen: string[] = [];
  await expect(
    read(promptrail.textStream("greeting", { name: "Ada" }), seen),
  ).rejects.toMatchObject({
    code: "outcome_refused",
  });
  expect(seen).toEqual(["Hel"]);
  const accept = ["truncated"] as const;
  expect(await read(promptrail.textStream("greeting", { name: "Ada" }, { accept }))).toEqual([
    "Hel",
  ]);
});

test("a Promptrail is closed at the end of its block", async () => {
  const provider = fakeProvider({ answers: ["Hello."] });
  const promptrail = await createPromptrail(project(provider));
  await promptrail.call("greeting", { name: "Ada" });
  await promptrail[Symbol.asyncDispose]();
  await expect(promptrail.calls.read({ limit: 9 })).rejects.toThrow("it is closed");
});
