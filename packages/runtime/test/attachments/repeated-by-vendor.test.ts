import { definePrompt, memory, PromptrailError, ProviderError } from "@promptrail/core";
import { fakeProvider, sampleImage } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { startRuntime } from "../lifecycle/start-runtime.js";

const models = {
  fetching: {
    contextWindow: 1000,
    maxOutput: 100,
    prices: { input: 1, output: 2 },
    settings: ["maxTokens"],
    inputs: ["image", "image-url"],
  },
} as const;

const receipt = definePrompt({
  family: "receipt",
  version: 1,
  status: "active",
  provider: "fake",
  model: "fetching",
  maxTokens: 50,
  userTemplate: "{{ shop }}?",
});

const context = { shop: "Ada's" };
const address = "https://ada:hunter2@pictures.example/a/lamp.png?signature=hunter2&until=9#hunter2";
const image = sampleImage();
const base64 = Buffer.from(image.data).toString("base64");

describe("the record of a call whose vendor repeats what it was sent", () => {
  test.each([
    ["the address", `Error while downloading ${address}.`],
    ["the address, cut", `Error while downloading ${address.slice(0, 70)}`],
    ["the address in JSON", JSON.stringify({ image_url: { url: address, detail: "auto" } })],
    ["the address in escaped JSON", `{"url":"${address.replaceAll("/", "\\/")}"}`],
    ["where it was sent on to", "Error while downloading https://cdn.example/b?signature=hunter2"],
    ["the bytes", `Invalid image: data:image/png;base64,${base64}`],
    ["the bytes, cut", `input_value='${base64.slice(0, 60)}...', input_type=str`],
  ])("has no query, no user and no bytes of %s", async (_what, reason) => {
    const errors = [
      new ProviderError({ kind: "bad_request", provider: "fake", reason }),
      new PromptrailError("provider_failed", reason, { told: [{ by: reason }] }),
      new Error(reason),
    ];
    const left = [...errors];
    const answers = () => {
      const next = left.shift();
      if (next === undefined) return "All were thrown.";
      throw next;
    };
    const { promptrail } = await startRuntime({
      prompts: [receipt],
      providers: [fakeProvider({ models, answers })],
      store: memory(),
    });
    const attachments = [image, { type: "image", mediaType: "image/png", url: address }] as const;
    const turns = [{ role: "user", content: [...attachments] }] as const;
    for (const given of [{ attachments }, { turns }, { attachments }]) {
      // The caller gave it, and is told all of it.
      const told = { message: expect.stringContaining(reason) };
      await expect(promptrail.call("receipt", context, given)).rejects.toMatchObject(told);
    }
    await promptrail.flush();
    const records = await promptrail.calls.read({ family: "receipt", limit: 9 });
    expect(records).toHaveLength(errors.length);
    const kept = JSON.stringify(records);
    expect(kept).not.toMatch(/hunter2|signature/);
    expect(kept).not.toContain(base64.slice(0, 40));
  });
});
