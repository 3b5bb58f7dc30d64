import { afterAll, beforeEach, expect, test } from "vitest";
import { startSimulatedUpstreams } from "../start-simulated-upstreams.js";

const upstreams = await startSimulatedUpstreams();
const { openai } = upstreams;

afterAll(() => upstreams.close());
beforeEach(() => openai.reset());

async function post(body: object): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${openai.baseUrl}/responses`, {
    method: "POST",
    headers: { authorization: "Bearer key-1", "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-6-sol", input: "Speak of the sea.", ...body }),
  });
  return { status: response.status, text: await response.text() };
}

const question = { role: "user", content: "Where is it?" };
const call = { type: "function_call", call_id: "c1", name: "find", arguments: "{}" };
const result = { type: "function_call_output", call_id: "c1", output: "Lost." };
const thought = { type: "reasoning", id: "rs_1", summary: [] };

test.each([
  ["a parameter of the other API", { stop: ["x"] }, "stop"],
  ["a temperature of a model that thinks", { temperature: 0.5 }, "temperature"],
  ["fewer tokens than the API takes", { max_output_tokens: 15 }, "max_output_tokens"],
  [
    "thoughts of a model that has none",
    { model: "gpt-4.1-mini", include: ["reasoning.encrypted_content"] },
    "Encrypted content",
  ],
  ["a result of a call that nobody made", { input: [question, result] }, "No tool call found"],
  [
    "thoughts that it did not encrypt",
    { input: [question, { ...thought, encrypted_content: "mine" }, call, result] },
    "could not be verified",
  ],
  [
    "thoughts that nothing follows",
    { input: [question, { ...thought, encrypted_content: "simulated-encryption:1" }] },
    "without its required following item",
  ],
])("refuses %s", async (_what, body, words) => {
  const { status, text } = await post(body);
  expect(status).toBe(400);
  expect(text).toContain(words);
});

test("an answer is the same as a whole and in events, and tells no thoughts unasked", async () => {
  const whole = await post({});
  expect(whole).toMatchObject({ status: 200 });
  expect(whole.text).not.toContain("encrypted_content");
  const { text } = await post({ stream: true });
  const names = [...text.matchAll(/^event: (\S+)$/gm)].map(([, name]) => name);
  expect([names.at(0), names.at(-1)]).toEqual(["response.created", "response.completed"]);
  const deltas = [...text.matchAll(/output_text\.delta.*?"delta":("(?:[^"\\]|\\.)*")/g)];
  const shown = deltas.map(([, delta = '""']) => String(JSON.parse(delta))).join("");
  expect(whole.text).toContain(JSON.stringify(shown));
});
