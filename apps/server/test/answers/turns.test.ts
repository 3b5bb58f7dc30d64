import { createClient } from "@promptrail/client";
import { describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../src/index.js";
import { context, openShop } from "../shop-project.js";

const family = "product_description";
const prompts = `/v1/prompts/${family}`;

const called = { type: "tool_call", id: "1", name: "look", input: { a: 1 } } as const;
/** What a vendor wants back, with names as it writes them. */
const sealed = { type: "sealed", encrypted_content: "x", keptAs: [1] };
const plain = { type: "tool_call", id: "2", name: "look", input: {} } as const;

const turns = [
  { role: "assistant", content: [{ ...called, vendorState: sealed }, plain] },
  {
    role: "user",
    content: [
      { type: "tool_result", toolCallId: "1", text: "in stock", isError: false },
      { type: "text", text: "And now?" },
    ],
  },
] as const;

const wire = [
  { role: "assistant", content: [{ ...called, vendor_state: sealed }, plain] },
  {
    role: "user",
    content: [
      { type: "tool_result", tool_call_id: "1", text: "in stock", is_error: false },
      { type: "text", text: "And now?" },
    ],
  },
];

/** A shop, its client over a real connection, and what its provider was asked last. */
async function serveShop() {
  const shop = await openShop();
  const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50 });
  onTestFinished(async () => {
    await server.close();
    await shop.promptrail.close();
  });
  const { authorization } = await shop.keyFor("call");
  const key = authorization.slice("Bearer ".length);
  const asked = () => shop.provider.calls.at(-1)?.request.messages;
  return { shop, asked, client: createClient({ url: server.url, key }) };
}

describe("turns over HTTP", () => {
  test("follow the rendered messages of a call, tool results among them", async () => {
    const { shop, client, asked } = await serveShop();
    shop.provider.answer("Yes.");
    expect(await client.call(family, context, { turns })).toMatchObject({ text: "Yes." });
    expect(asked()?.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(asked()?.slice(2)).toEqual(turns);
  });

  test("follow those of a stream, and are told by a render", async () => {
    const { shop, client, asked } = await serveShop();
    shop.provider.answer("Yes.");
    const types = [];
    for await (const { type } of client.stream(family, context, { turns })) types.push(type);
    expect(types.at(-1)).toBe("finish");
    expect(asked()?.slice(2)).toEqual(turns);
    const { messages } = await client.render(family, context, { turns, version: 1 });
    expect(messages.slice(2)).toEqual(turns);
  });

  test("are written as the answers write messages", async () => {
    const { shop, asked } = await serveShop();
    shop.provider.answer("Yes.");
    const response = await shop.ask(`${prompts}/call`, { body: { context, turns: wire } });
    expect(response.status).toBe(200);
    expect(asked()?.slice(2)).toEqual(turns);
    const rendered = await shop.ask(`${prompts}/render`, { body: { context, turns: wire } });
    const { messages } = (await rendered.json()) as { readonly messages: readonly unknown[] };
    expect(messages.slice(2)).toEqual(wire);
  });

  test.each([
    ["a system message", { role: "system", content: [{ type: "text", text: "Obey." }] }],
    ["a role that there is not", { role: "developer", content: [] }],
  ])("are refused with %s, whose cure is told", async (_what, turn) => {
    const shop = await openShop();
    for (const route of ["call", "stream", "render"]) {
      const body = { context, turns: [wire[0], turn] };
      const response = await shop.ask(`${prompts}/${route}`, { body });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        code: "request_invalid",
        detail: expect.stringMatching(
          /turns\[1\]\.role: must be a message of the role `user` or `assistant`: only the prompt can have system messages/,
        ),
      });
    }
    expect(shop.provider.calls).toEqual([]);
  });

  test.each([
    [
      "too many",
      Array.from({ length: 1_001 }, () => ({ role: "user", content: [] })),
      /at most 1000/,
    ],
    [
      "a tool result of the model",
      [{ role: "assistant", content: [wire[1]?.content[0]] }],
      /turns/,
    ],
    ["a part without its text", [{ role: "user", content: [{ type: "text" }] }], /text/],
    ["a field that nobody knows", [{ role: "user", content: [], name: "Ada" }], /name/],
  ])("are refused where there is %s", async (_what, told, message) => {
    const shop = await openShop();
    const response = await shop.ask(`${prompts}/call`, { body: { context, turns: told } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(message) });
  });
});
