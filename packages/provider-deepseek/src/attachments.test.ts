import type { Attachment } from "@promptrail/core";
import { sampleImage, samplePdf } from "@promptrail/testing";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { deepseek } from "./deepseek.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.deepseek;
const provider = deepseek({ apiKey: "test-key", baseUrl: upstream.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => upstream.reset());

function ask(model: string, attachment: Attachment) {
  const content = [{ type: "text", text: "What is it?" } as const, attachment];
  return provider.complete(
    {
      model,
      messages: [{ role: "user", content }],
      tools: [],
      output: null,
      settings: { maxTokens: 300 },
      vendorOptions: {},
    },
    { signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "production" },
  );
}

test("DeepSeek's model with eyes takes an image", async () => {
  expect((await ask("deepseek-flash", sampleImage())).outcome).toBe("ok");
  expect(upstream.requests[0]?.body).toMatchObject({
    messages: [{ content: [{ type: "text" }, { type: "image_url" }] }],
  });
});

test.each([
  ["deepseek-chat", sampleImage(), /no images\. It takes only text/],
  ["deepseek-v4-pro", sampleImage(), /no images/],
  ["deepseek-flash", samplePdf(), /no PDF files\. It takes text, images, images by URL/],
  ["deepseek-of-tomorrow", samplePdf(), /no PDF files/],
] as const)("%s is not sent what it does not take", async (model, attachment, words) => {
  const refused = ask(model, attachment);
  await expect(refused).rejects.toMatchObject({ kind: "bad_request" });
  await expect(refused).rejects.toThrow(words);
  expect(upstream.requests).toEqual([]);
});
