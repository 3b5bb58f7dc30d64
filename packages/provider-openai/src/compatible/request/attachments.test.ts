import type { Attachment } from "@promptrail/core";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { sampleImage, samplePdf } from "@promptrail/testing";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openai } from "../../openai.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.openai;
const provider = openai({ apiKey: "test-key", baseUrl: upstream.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => upstream.reset());

function ask(messages: CompletionRequest["messages"]) {
  const request: CompletionRequest = {
    model: "gpt-6.1-sol",
    messages,
    tools: [],
    output: null,
    settings: { maxTokens: 300 },
    vendorOptions: {},
  };
  const { signal } = new AbortController();
  return provider.complete(request, { signal, deadline: Date.now() + 60_000, lane: "production" });
}

const question = { type: "text", text: "What is it?" } as const;
const askAbout = (...attachments: readonly Attachment[]) =>
  ask([{ role: "user", content: [question, ...attachments] }]);

const url = "https://files.example/a.png";

test("an image is an image_url and a PDF a file with its data, in their order", async () => {
  const image = sampleImage();
  const pdf = samplePdf("terms.pdf");
  const plain = await askAbout();
  const byUrl = { type: "image", mediaType: "image/png", url } as const;
  const { outcome, usage } = await askAbout(pdf, image, byUrl);
  expect(outcome).toBe("ok");
  expect(usage.input).toBeGreaterThan((plain.usage.input ?? 0) + 1_000);
  const toDataUrl = (type: string, data: Uint8Array) =>
    `data:${type};base64,${Buffer.from(data).toString("base64")}`;
  expect(upstream.requests[0]?.body).toHaveProperty("messages.0.content", "What is it?");
  expect(upstream.requests[1]?.body).toHaveProperty("messages.0.content", [
    question,
    {
      type: "file",
      file: { filename: "terms.pdf", file_data: toDataUrl("application/pdf", pdf.data) },
    },
    { type: "image_url", image_url: { url: toDataUrl("image/png", image.data) } },
    { type: "image_url", image_url: { url } },
  ]);
});

test("an image beside a tool's result stays in the user's message, behind the result", async () => {
  const result = { type: "tool_result", toolCallId: "t1", text: "Lost.", isError: false } as const;
  const call = { type: "tool_call", id: "t1", name: "find", input: {} } as const;
  await ask([
    { role: "user", content: [question] },
    { role: "assistant", content: [call] },
    { role: "user", content: [sampleImage(), result] },
  ]);
  expect(upstream.requests[0]?.body).toMatchObject({
    messages: [
      { role: "user" },
      { role: "assistant" },
      { role: "tool", tool_call_id: "t1", content: "Lost." },
      { role: "user", content: [{ type: "image_url" }] },
    ],
  });
});

test.each([
  ["a PDF by its URL", { mediaType: "application/pdf", url }, /no PDF files by URL/],
  ["a text file", { mediaType: "text/plain", data: new Uint8Array([65]) }, /no text files/],
] as const)("%s is refused, and nothing is sent", async (_what, content, words) => {
  const refused = askAbout({ type: "file", name: "a.ext", ...content });
  await expect(refused).rejects.toMatchObject({ kind: "bad_request" });
  await expect(refused).rejects.toThrow(words);
  expect(upstream.requests).toEqual([]);
});
