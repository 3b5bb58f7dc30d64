import { definePrompt, type JsonValue, memory } from "@promptrail/core";
import { type Route, routes } from "@promptrail/http-api";
import { createPromptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { createServerApp } from "../../src/index.js";
import { openShop } from "../shop-project.js";

const mostBytes = 8_192;
const family = "product_description";

const wrongItems = (count: number) => Array.from({ length: count }, () => 1);

async function sizeOf(response: Response): Promise<number> {
  return (await response.arrayBuffer()).byteLength;
}

describe("the answer to a refused request", () => {
  test.each([
    ["half a million wrong items", { accept: wrongItems(490_000) }, "more than 50000 values"],
    ["a list that is too long", { accept: wrongItems(49_000) }, "to have <=9 items"],
    [
      "unknown fields",
      Object.fromEntries(wrongItems(40_000).map((_, each) => [`field_${each}`, 1])),
      "Unrecognized keys",
    ],
    ["a field of endless name", { ["n".repeat(900_000)]: 1 }, "Unrecognized key"],
  ])("is small for %s", async (_what, body, detail) => {
    const { ask } = await openShop();
    const path = `/v1/prompts/${family}/call`;
    const response = await ask(path, { body: { context: {}, ...body } });
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain(detail);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
  });

  test("is made without stopping the server", async () => {
    const { ask } = await openShop();
    const body = { name: "x", scopes: ["read"], families: wrongItems(490_000) };
    await ask("/admin/keys", { body });
    const before = process.cpuUsage();
    await ask("/admin/keys", { body });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(200 * slack);
  });

  test("names no more than it can of variables that nobody takes", async () => {
    const { ask } = await openShop();
    const name = "x".repeat(100_000);
    const context = Object.fromEntries(wrongItems(9).map((_, each) => [`${name}${each}`, 1]));
    const response = await ask(`/v1/prompts/${family}/call`, { body: { context } });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain("And 4 more");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
  });

  test("names the first families and versions of a project that has thousands", async () => {
    const named = Array.from({ length: 2_000 }, (_, each) =>
      definePrompt({
        family: `family_${each}`,
        version: 1,
        status: "active",
        provider: "fake",
        model: "fake-1",
        maxTokens: 9,
        userTemplate: "Hello.",
      }),
    );
    const store = memory();
    const config = { prompts: named, providers: [fakeProvider()], store, environment: "test" };
    const promptrail = await createPromptrail(config, { onProblem: () => {} });
    onTestFinished(() => promptrail.close());
    const settings = { name: "x", scopes: ["call"] } as const;
    const { secret } = await promptrail.keys.add(settings);
    const app = createServerApp(promptrail);
    const response = await app.request("/v1/prompts/familie_1/call", {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ context: {} }),
    });
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({
      status: 404,
      cut: true,
      family: "familie_1",
      detail: expect.stringMatching(
        /Did you mean "family_1"\? Known families: family_0, .* and 1995 more\./,
      ),
    });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostBytes);
  });

  test("is small whatever a caller's schema says of it", async () => {
    const prompt = definePrompt({
      family: "lists",
      version: 1,
      status: "active",
      userTemplate: "{{ items }}",
      provider: "fake",
      model: "fake-1",
      maxTokens: 9,
      input: z.object({
        items: z.array(
          z.string({ error: ({ input }) => `not ${"so ".repeat(9_999)}${String(input)}` }),
        ),
      }),
    });
    const store = memory();
    const config = { prompts: [prompt], providers: [fakeProvider()], store, environment: "test" };
    const promptrail = await createPromptrail(config, { onProblem: () => {} });
    onTestFinished(() => promptrail.close());
    const adminKey = "a-key-that-the-operator-chose";
    const app = createServerApp(promptrail, { adminKey });
    const response = await app.request("/v1/prompts/lists/call", {
      method: "POST",
      headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
      body: JSON.stringify({ context: { items: wrongItems(1_000) } }),
    });
    const told = await response.text();
    expect(response.status).toBe(422);
    expect(told).toContain("; and 995 more.");
    expect(Buffer.byteLength(told)).toBeLessThanOrEqual(mostBytes);
  });

  test("is small on every route, whatever is sent", async () => {
    const { app, keyFor } = await openShop();
    const headers = {
      ...(await keyFor("read", "call", "rollback", "promote", "evidence", "keys")),
      "content-type": "application/json",
    };
    const withBody: readonly Route[] = Object.values<Route>(routes).filter(({ body }) => body);
    const text = fc.oneof(
      fc.string(),
      fc.nat(200_000).map((length) => "é\u0007".repeat(length)),
    );
    const value: fc.Arbitrary<JsonValue> = fc.oneof(
      text,
      fc.integer(),
      fc.array(text, { maxLength: 3 }),
      fc.nat(40_000).map(wrongItems),
    );
    const fields = fc.constantFrom(
      ...["reason", "version", "to_version", "context", "accept", "scopes", "families", "problems"],
      ...["name", "expires_at", "override", "keep", "timeout_ms", "rate", "overlap_ms"],
    );
    const name = fc.oneof(fields, fields, text);
    const body = fc.dictionary(name, value, { maxKeys: 4 });
    const route = fc.constantFrom(...withBody);
    const place = fc.oneof(
      fc.constant(family),
      text.map((each) => encodeURIComponent(each.toWellFormed()).slice(0, 9_000)),
    );
    await fc.assert(
      fc.asyncProperty(route, place, body, async ({ path, method }, named, sent) => {
        const response = await app.request(path.replaceAll(/\{\w+\}/g, named), {
          method: method.toUpperCase(),
          headers,
          body: JSON.stringify(sent),
        });
        expect(response.status).not.toBe(500);
        const size = await sizeOf(response);
        if (response.status >= 400) expect(size).toBeLessThanOrEqual(mostBytes);
      }),
      { numRuns: 60 },
    );
  });

  test("holds the whole text where the model did answer", async () => {
    const { ask, provider } = await openShop();
    const text = "I would rather not. ".repeat(1_000);
    provider.answer({ outcome: "refused", text });
    const body = { context: { product: { name: "Kettle", price: "1" } } };
    const response = await ask(`/v1/prompts/${family}/call`, { body });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "outcome_refused", text });
  });
});
