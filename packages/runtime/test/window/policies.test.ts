import {
  definePrompt,
  type PromptrailConfig,
  type Provider,
  ProviderError,
} from "@promptrail/core";
import { fakeProvider, sampleImage } from "@promptrail/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { countingProvider, toModel } from "./counting-vendor.js";

vi.stubEnv("PROMPTRAIL_BUILD", "test");

const echo = definePrompt({
  family: "echo",
  version: 3,
  status: "active",
  changelog: "A fallback.",
  provider: "fake",
  model: "narrow",
  maxTokens: 100,
  userTemplate: "{{ text }}",
  fallbacks: [
    { model: "narrower", maxTokens: 100 },
    { model: "wide", maxTokens: 100 },
  ],
});
const plain = {
  version: 1,
  status: "active",
  provider: "fake",
  model: "narrow",
  maxTokens: 100,
  userTemplate: "{{ text }}",
} as const;
const alone = definePrompt({ ...plain, family: "alone" });
const withTool = definePrompt({
  ...plain,
  family: "tooled",
  tools: [{ name: "look_up", description: "word ".repeat(400), inputSchema: { type: "object" } }],
});

const models = {
  narrow: { ...toModel({ contextWindow: 2_000, tokenRatio: 1.5 }), inputs: ["image"] as const },
  narrower: toModel({ contextWindow: 1_000, tokenRatio: 1.5 }),
  wide: toModel({ contextWindow: 50_000, tokenRatio: 1.5 }),
};

/** Each starts a thread when it first counts: the tests share them. */
const opened = new AsyncDisposableStack();
afterAll(() => opened.disposeAsync());

async function open(settings: Pick<PromptrailConfig, "contextWindow" | "families">) {
  const provider = countingProvider({ ratio: 1 }, models);
  const failing = vi.fn<Provider["complete"]>(provider.complete);
  const promptrail = opened.use(
    await createPromptrail(
      {
        prompts: [echo, alone, withTool],
        providers: [{ ...provider, complete: failing }],
        ...settings,
      },
      { onProblem: () => {} },
    ),
  );
  /** The models that were asked since the last time. */
  let seen = 0;
  const asked = () => {
    const models = provider.calls.slice(seen).map(({ request }) => request.model);
    seen = provider.calls.length;
    return models;
  };
  const last = async () => {
    await promptrail.flush();
    return (await promptrail.calls.read({ limit: 1 }))[0];
  };
  return { promptrail, failing, asked, last };
}

// The start of a thread may take longer, on a busy machine, than a call waits for a count.
beforeAll(async () => {
  for (const { promptrail } of [warning, refusing]) {
    const ask = async () => {
      const { headroom } = await promptrail.call("alone", { text: textOf(300) });
      expect(headroom).toMatchObject({ foundBy: "count" });
    };
    await vi.waitFor(ask, { timeout: 60_000 });
  }
});

const warning = await open({});
const refusing = await open({
  contextWindow: "refuse",
  families: { tooled: { contextWindow: "off" } },
});

/** So many tokens of o200k, nearly. */
const textOf = (tokens: number) => "word ".repeat(tokens);

describe("a call that may be too long for its model", () => {
  test("is sent where nobody says otherwise, and its result and record say so", async () => {
    const { promptrail, asked, last } = warning;
    asked();
    const { headroom, warnings, success } = await promptrail.call("alone", { text: textOf(1_500) });
    expect(success).toBe(true);
    expect(asked()).toEqual(["narrow"]);
    const inputBound = Math.ceil((headroom?.counted?.tokens ?? 0) * 1.5);
    expect(headroom).toMatchObject({ window: 2_000, maxTokens: 100, foundBy: "count", inputBound });
    expect(headroom?.tokens).toBe(2_000 - inputBound - 100);
    expect(warnings).toEqual([
      { setting: "contextWindow", reason: expect.stringContaining("the 2,000 tokens of narrow's") },
    ]);
    expect(await last()).toMatchObject({ headroom, warnings });
  });

  test("is refused before anything is sent, where the config says so", async () => {
    const { promptrail, asked } = refusing;
    asked();
    const refused = promptrail.call("alone", { text: textOf(1_500) });
    await expect(refused).rejects.toMatchObject({
      code: "window_exceeded",
      message: expect.stringMatching(
        /^alone_v1 was not sent: its input has up to 2,\d{3} tokens \(1,50\d by o200k, × 1\.5\), which with maxTokens 100 is more than the 2,000 tokens of narrow's context window\. Shorten .* contextWindow: "warn" for the family "alone"/,
      ),
      data: { family: "alone", version: 1, model: "narrow", window: 2_000, found_by: "count" },
    });
    expect(asked()).toEqual([]);
    expect((await promptrail.call("alone", { text: textOf(300) })).warnings).toEqual([]);
  });

  test("is nobody's business where its family is left alone", async () => {
    const { headroom, warnings } = await refusing.promptrail.call("tooled", {
      text: textOf(1_500),
    });
    expect({ headroom, warnings }).toEqual({ headroom: null, warnings: [] });
  });

  test("goes to the fallback that has the room, and the others are named with the reason", async () => {
    const { promptrail, asked, last } = refusing;
    asked();
    const { fallback, headroom, warnings } = await promptrail.call("echo", {
      text: textOf(1_500),
    });
    expect(asked()).toEqual(["wide"]);
    expect(fallback).toBe(true);
    expect(headroom).toMatchObject({ model: "wide" });
    expect(warnings.map(({ setting, reason }) => [setting, reason.split(".")[0]])).toEqual([
      ["model", "narrow was not asked"],
      ["fallbacks", "narrower was not asked"],
    ]);
    expect(await last()).toMatchObject({ requestedModel: "wide", fallback: true, headroom });
  });

  test("leaves out a fallback that lacks the room once its own model fails", async () => {
    const { promptrail, failing, asked } = refusing;
    asked();
    failing.mockRejectedValueOnce(
      new ProviderError({ kind: "quota", provider: "fake", reason: "as scripted." }),
    );
    const { warnings, fallback } = await promptrail.call("echo", { text: textOf(1_000) });
    expect(asked()).toEqual(["wide"]);
    expect(fallback).toBe(true);
    expect(warnings).toMatchObject([{ setting: "fallbacks" }]);
  });
});

test("definitions of tools are input", async () => {
  const { headroom } = await warning.promptrail.call("tooled", { text: textOf(1_000) });
  expect(headroom?.counted).toMatchObject({ tools: true });
  expect(headroom?.counted?.tokens).toBeGreaterThan(1_400);
});

test("a part that is no text bounds nothing: it is told, and refused where a call must fit", async () => {
  const attachments = [sampleImage()];
  const ask = ({ promptrail }: typeof warning) =>
    promptrail.call("alone", { text: "What is this?" }, { attachments });
  const { headroom, warnings } = await ask(warning);
  expect(headroom).toMatchObject({ inputBound: null, tokens: null, foundBy: null, counted: null });
  // Of each image nothing is known: who wants to hear of it reads the headroom.
  expect(warnings).toEqual([]);
  await expect(ask(refusing)).rejects.toMatchObject({
    code: "window_exceeded",
    message: expect.stringMatching(
      /is not known here\. With "refuse" each call with an image .* contextWindow: "warn"/,
    ),
    data: { input_bound: null },
  });
});

test("of a model whose window nobody stated nothing is said", async () => {
  const provider = fakeProvider({ answers: ["Done."] });
  await using promptrail = await createPromptrail({
    prompts: [alone],
    providers: [provider],
    contextWindow: "refuse",
  });
  const { headroom, warnings } = await promptrail.call("alone", { text: textOf(9_000) });
  expect({ headroom, warnings }).toEqual({ headroom: null, warnings: [] });
});
