import type { Attachment } from "@promptrail/core";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { sampleImage, samplePdf } from "@promptrail/testing";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { claude } from "./claude.js";

const upstreams = await startSimulatedUpstreams();
const { anthropic } = upstreams;
const provider = claude({ apiKey: "test-key", baseUrl: anthropic.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => anthropic.reset());

function ask(model: string, ...attachments: readonly Attachment[]) {
  const request: CompletionRequest = {
    model,
    messages: [{ role: "user", content: [{ type: "text", text: "What is it?" }, ...attachments] }],
    tools: [],
    output: null,
    settings: { maxTokens: 300 },
    vendorOptions: {},
  };
  const { signal } = new AbortController();
  return provider.complete(request, { signal, deadline: Date.now() + 60_000, lane: "production" });
}

const url = "https://files.example/a";
const toBase64 = (data: Uint8Array) => Buffer.from(data).toString("base64");

test("images and documents are blocks of the message, in their order", async () => {
  const image = sampleImage();
  const pdf = samplePdf("terms.pdf");
  const plain = await ask("claude-sonnet-5-5");
  const { outcome, usage } = await ask(
    "claude-sonnet-5-5",
    pdf,
    image,
    { type: "image", mediaType: "image/jpeg", url },
    { type: "file", mediaType: "application/pdf", name: "b.pdf", url },
    {
      type: "file",
      mediaType: "text/plain",
      name: "é.txt",
      data: new TextEncoder().encode("é 🛒"),
    },
  );
  expect(outcome).toBe("ok");
  expect(usage.input).toBeGreaterThan((plain.usage.input ?? 0) + 1_000);
  expect(anthropic.requests[1]?.body).toHaveProperty("messages.0.content", [
    { type: "text", text: "What is it?" },
    {
      type: "document",
      title: "terms.pdf",
      source: { type: "base64", media_type: "application/pdf", data: toBase64(pdf.data) },
    },
    {
      type: "image",
      source: { type: "base64", media_type: "image/png", data: toBase64(image.data) },
    },
    { type: "image", source: { type: "url", url } },
    { type: "document", title: "b.pdf", source: { type: "url", url } },
    {
      type: "document",
      title: "é.txt",
      source: { type: "text", media_type: "text/plain", data: "é 🛒" },
    },
  ]);
});

test("a part of a larger buffer is sent alone", async () => {
  const image = sampleImage();
  const large = new Uint8Array(image.data.byteLength + 20).fill(7);
  large.set(image.data, 10);
  const data = large.subarray(10, 10 + image.data.byteLength);
  expect((await ask("claude-sonnet-5-5", { ...image, data })).outcome).toBe("ok");
  const path = "messages.0.content.1.source.data";
  expect(anthropic.requests[0]?.body).toHaveProperty(path, toBase64(image.data));
});

test("a model of which nothing is stated is sent what others take, and a text by its URL never goes", async () => {
  expect((await ask("claude-of-tomorrow", sampleImage())).outcome).toBe("ok");
  const text: Attachment = { type: "file", mediaType: "text/plain", name: "a.txt", url };
  const refused = ask("claude-sonnet-5-5", text);
  await expect(refused).rejects.toMatchObject({ kind: "bad_request", retryable: false });
  await expect(refused).rejects.toThrow(/nothing was sent: .* takes no text files by URL/);
  expect(anthropic.requests).toHaveLength(1);
});

test("what the vendor finds wrong with an image is told as a bad request", async () => {
  const refused = ask("claude-sonnet-5-5", { ...sampleImage(), mediaType: "image/jpeg" });
  await expect(refused).rejects.toThrow(/specified using the image\/jpeg media type/);
  await expect(refused).rejects.toMatchObject({ kind: "bad_request", status: 400 });
});
