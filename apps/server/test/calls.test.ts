import { ProviderError } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { hangingProvider } from "./hanging-provider.js";
import { context, openShop } from "./shop-project.js";

const prompts = "/v1/prompts/product_description";

describe("call", () => {
  test("runs the active version and tells what came of it", async () => {
    const shop = await openShop();
    shop.provider.answer({ text: "A kettle.", requestId: "req_1" });
    const response = await shop.ask(`${prompts}/call`, { body: { context }, scopes: ["call"] });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      call_id: expect.any(String),
      key: "product_description_v2",
      outcome: "ok",
      success: true,
      text: "A kettle.",
      request_id: "req_1",
      state_source: "store",
    });
    expect(shop.provider.calls[0]?.request.messages[1]?.content).toEqual([
      { type: "text", text: "Name: Kettle\nPrice: € 12,50" },
    ]);
  });

  test("runs the version that it is pinned to", async () => {
    const shop = await openShop();
    shop.provider.answer("A kettle.");
    const response = await shop.ask(`${prompts}/call`, { body: { context, version: 1 } });
    expect(await response.json()).toMatchObject({ key: "product_description_v1" });
  });

  test("a truncated answer is no success, and its text is told", async () => {
    const shop = await openShop();
    shop.provider.answer({ outcome: "truncated", text: "A ket", stopReason: "max_tokens" });
    const response = await shop.ask(`${prompts}/call`, { body: { context } });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: "outcome_refused",
      outcome: "truncated",
      text: "A ket",
      call_id: expect.any(String),
    });
  });

  test("an accepted outcome is returned, and is still no success", async () => {
    const shop = await openShop();
    shop.provider.answer({ outcome: "truncated", text: "A ket" });
    const body = { context, accept: ["truncated"] };
    const response = await shop.ask(`${prompts}/call`, { body });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ outcome: "truncated", success: false });
  });

  test.each([
    ["misses a variable", { product: { name: "Kettle" } }, /product\.price/],
    ["holds an unknown variable", { ...context, produkt: 1 }, /Did you mean "product"/],
  ])("a context that %s is refused before anything is sent", async (_, broken, message) => {
    const shop = await openShop();
    const response = await shop.ask(`${prompts}/call`, { body: { context: broken } });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(message) });
    expect(shop.provider.calls).toEqual([]);
  });

  test.each([
    ["no context", {}],
    ["a context that is a list", { context: [] }],
    ["a version below 1", { context, version: 0 }],
    ["an outcome that there is not", { context, accept: ["fine"] }],
    ["a field that nobody knows", { context, verison: 1 }],
    ["a base URL", { context, api_base: "http://169.254.169.254" }],
  ])("%s is refused", async (_, body) => {
    const shop = await openShop();
    const response = await shop.ask(`${prompts}/call`, { body });
    expect(response.status).toBe(400);
    expect(shop.provider.calls).toEqual([]);
  });

  test("an unknown family or version is not found", async () => {
    const shop = await openShop();
    const body = { context };
    const family = await shop.ask("/v1/prompts/product_descriptions/call", { body });
    const version = await shop.ask(`${prompts}/call`, { body: { context, version: 9 } });
    expect([family.status, version.status]).toEqual([404, 404]);
  });

  test("a provider's failure is told with its kind, and passes on the wait that it asks for", async () => {
    const shop = await openShop();
    const failure = {
      kind: "rate_limited",
      provider: "fake",
      reason: "slow down",
      status: 429,
    } as const;
    shop.provider.answer(new ProviderError({ ...failure, retryAfterMs: 61_200 }));
    const response = await shop.ask(`${prompts}/call`, { body: { context } });
    expect(response.status).toBe(502);
    // Longer than the call may take: it is not sent again.
    expect(response.headers.get("retry-after")).toBe("62");
    expect(await response.json()).toMatchObject({
      code: "provider_failed",
      kind: "rate_limited",
      retryable: true,
      error_status: 429,
    });
  });

  test("a failure that nobody foresaw is reported, and quotes nothing", async () => {
    const problems: unknown[] = [];
    const shop = await openShop({ onProblem: (error) => problems.push(error) });
    shop.provider.answer(new Error("the context was € 12,50"));
    const response = await shop.ask(`${prompts}/call`, { body: { context } });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("12,50");
    expect(problems).toHaveLength(1);
  });
});

describe("stream", () => {
  test("sends the text as it comes and then the result", async () => {
    const shop = await openShop();
    shop.provider.answer({ text: "A\nkettle.", reasoning: "Hm." });
    const response = await shop.ask(`${prompts}/stream`, { body: { context } });
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const events = (await response.text()).trimEnd().split("\n\n");
    expect(events.slice(0, 2)).toEqual([
      'event: reasoning-delta\ndata: {"text":"Hm."}',
      'event: text-delta\ndata: {"text":"A\\nkettle."}',
    ]);
    expect(events[2]).toMatch(/^event: finish\ndata: \{.*"outcome":"ok"/);
    expect(events).toHaveLength(3);
  });

  test("what fails before the first event is answered with its status", async () => {
    const shop = await openShop();
    const response = await shop.ask(`${prompts}/stream`, { body: { context: {} } });
    expect(response.status).toBe(422);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });

  test("whose reader stops ends the upstream call", async () => {
    const { provider, started, aborted } = hangingProvider();
    const shop = await openShop({ provider });
    const response = await shop.ask(`${prompts}/stream`, { body: { context } });
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain("A ket");
    await started;
    await reader?.cancel();
    await expect(aborted).resolves.toBeUndefined();
  });

  test("what fails later is an error event", async () => {
    const shop = await openShop();
    const provider = {
      ...shop.provider,
      async *stream() {
        yield { type: "text-delta" as const, text: "A ket" };
        throw new ProviderError({ kind: "network", provider: "fake", reason: "cut" });
      },
    };
    const cut = await openShop({ provider });
    const response = await cut.ask(`${prompts}/stream`, { body: { context } });
    const events = (await response.text()).trimEnd().split("\n\n");
    expect(events).toHaveLength(2);
    expect(events[1]).toMatch(/^event: error\ndata: \{.*"code":"provider_failed"/);
  });
});

describe("render", () => {
  test("tells what would be sent, and sends nothing", async () => {
    const shop = await openShop();
    const hostile = { product: { name: "{{ secrets }}", price: 1 } };
    const response = await shop.ask(`${prompts}/render`, { body: { context: hostile } });
    expect(await response.json()).toMatchObject({
      key: "product_description_v2",
      content_hash: shop.promptrail.resolve("product_description").version.contentHash,
      messages: [
        { role: "system" },
        { role: "user", content: [{ type: "text", text: "Name: {{ secrets }}\nPrice: 1" }] },
      ],
    });
    expect(shop.provider.calls).toEqual([]);
  });
});
