import type { Provider } from "@promptrail/core";
import { fakeProvider, sampleImage, samplePdf } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { context, openShop } from "../shop-project.js";

const path = "/v1/prompts/product_description";

const model = {
  contextWindow: 1000,
  maxOutput: 100,
  prices: { input: 1, output: 2 },
  settings: ["maxTokens"],
  inputs: ["image", "pdf"],
} as const;

const seeing: Provider["models"] = { "fake-1": model };

const toBase64 = (data: Uint8Array) => Buffer.from(data).toString("base64");
const image = { type: "image", media_type: "image/png", data: toBase64(sampleImage().data) };
const pdf = {
  type: "file",
  media_type: "application/pdf",
  name: "terms.pdf",
  data: toBase64(samplePdf().data),
};

async function openSeeingShop() {
  return openShop({ provider: fakeProvider({ models: seeing, answers: () => "A kettle." }) });
}

describe("a call with attachments", () => {
  test("hands them to the model behind the text, and its record keeps no bytes", async () => {
    const shop = await openSeeingShop();
    const body = { context, attachments: [image, pdf] };
    const response = await shop.ask(`${path}/call`, { body, scopes: ["call"] });
    expect(response.status).toBe(200);
    const streamed = await shop.ask(`${path}/stream`, { body });
    expect(await streamed.text()).toContain("event: finish");
    const sent = shop.provider.calls.map(({ request }) => request.messages[1]?.content);
    const content = [
      { type: "text" },
      { type: "image", mediaType: "image/png", data: new Uint8Array(sampleImage().data) },
      { type: "file", name: "terms.pdf", data: new Uint8Array(samplePdf().data) },
    ];
    expect(sent).toMatchObject([content, content]);
    await shop.promptrail.flush();
    const records = await shop.store.calls.read({ family: "product_description", limit: 9 });
    expect(records).toHaveLength(2);
    expect(JSON.stringify(records)).not.toContain(image.data);
  });

  test.each([
    ["a wrong label", { ...image, media_type: "image/jpeg" }, 422, /content is image\/png/],
    [
      "an empty content",
      { ...image, data: "" },
      422,
      /attachments\[0\] cannot be sent: it is empty/,
    ],
    [
      "plain HTTP",
      { ...image, data: undefined, url: "http://169.254.169.254/" },
      422,
      /not an https address/,
    ],
    [
      "an address that the model does not take",
      { ...image, data: undefined, url: "https://a.b/c" },
      422,
      /no images by URL/,
    ],
    ["no base64", { ...image, data: "%" }, 400, /must be base64/],
    ["two contents", { ...image, url: "https://a.b/c" }, 400, /either `data` or `url`/],
  ])("is refused for %s, and nothing is sent", async (_what, attachment, status, words) => {
    const shop = await openSeeingShop();
    const response = await shop.ask(`${path}/call`, {
      body: { context, attachments: [attachment] },
    });
    expect(response.status).toBe(status);
    const problem: unknown = await response.json();
    expect(problem).toMatchObject({ detail: expect.stringMatching(words) });
    if (status === 422) expect(problem).toMatchObject({ code: "attachment_invalid" });
    expect(shop.provider.calls).toEqual([]);
  });

  test("of 700 kB fits into a request, and one of 800 kB does not", async () => {
    const shop = await openSeeingShop();
    const ask = (bytes: number) => {
      const data = Buffer.alloc(bytes, 0x20);
      data.write("%PDF-1.7");
      return shop.ask(`${path}/call`, {
        body: { context, attachments: [{ ...pdf, data: data.toString("base64") }] },
      });
    };
    expect((await ask(700_000)).status).toBe(200);
    expect((await ask(800_000)).status).toBe(413);
  });

  test("may have them in its turns, which a rendered prompt shows as they were", async () => {
    const shop = await openSeeingShop();
    const turns = [
      { role: "assistant", content: [{ type: "text", text: "Show me." }] },
      { role: "user", content: [image] },
    ];
    const response = await shop.ask(`${path}/render`, { body: { context, turns } });
    expect(await response.json()).toMatchObject({ messages: [{}, {}, ...turns] });
  });
});
