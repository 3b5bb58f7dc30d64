import { type CallResult, definePrompt } from "@promptrail/core";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { createClient } from "../src/index.js";
import { sendJson, startScriptedServer } from "./scripted-server.js";

const shared = {
  provider: "fake",
  model: "fake-1",
  maxTokens: 10,
  userTemplate: "{{ product }}",
} as const;

const prompts = [
  definePrompt({
    ...shared,
    family: "description",
    version: 1,
    status: "active",
    input: z.object({ product: z.string() }),
  }),
  definePrompt({
    ...shared,
    family: "verdict",
    version: 1,
    status: "deprecated",
    input: z.object({ product: z.string() }),
    output: z.object({
      fraud: z.boolean(),
      due: z.iso.datetime().transform((text) => new Date(text)),
    }),
  }),
  definePrompt({
    ...shared,
    family: "verdict",
    version: 2,
    status: "active",
    changelog: "Asks for the rest.",
    input: z.object({ product: z.string(), amount: z.number() }),
    output: z.object({
      fraud: z.boolean(),
      due: z.iso.datetime().transform((text) => new Date(text)),
    }),
  }),
] as const;

const settings = { url: "http://127.0.0.1:1", key: "pk_test_key" };
const client = createClient<typeof prompts>(settings);

/** What is only looked at by its types is never sent. */
const look = (_calls: () => unknown) => {};

describe("a client of some prompts", () => {
  test("knows the data that a call gives, as JSON tells it", () => {
    look(async () => {
      const result = await client.call("verdict", { product: "lamp", amount: 1 });
      expectTypeOf(result).toExtend<
        CallResult<{ readonly fraud: boolean; readonly due: string }>
      >();
      expectTypeOf(result.data.due).toEqualTypeOf<string>();
      const accepted = await client.call(
        ...(["verdict", { product: "lamp", amount: 1 }, { accept: ["truncated"] }] as const),
      );
      expectTypeOf(accepted.data).toEqualTypeOf<{
        readonly fraud: boolean;
        readonly due: string;
      } | null>();
      expectTypeOf((await client.call("description", { product: "lamp" })).data).toBeNull();
    });
    expect(client.call).toBeTypeOf("function");
  });

  test("refuses what the prompts do not have", () => {
    look(() => [
      // @ts-expect-error There is no such family.
      client.call("verdicts", { product: "lamp", amount: 1 }),
      // @ts-expect-error The version that may be live needs `amount`.
      client.call("verdict", { product: "lamp" }),
      client.call("verdict", { product: "lamp" }, { version: 1 }),
      // @ts-expect-error Version 2 needs it.
      client.render("verdict", { product: "lamp" }, { version: 2 }),
      // @ts-expect-error A turn is never a system message.
      client.call("description", { product: "lamp" }, { turns: [{ role: "system", content: [] }] }),
      client.call("description", { product: "lamp" }, { turns: [{ role: "user", content: [] }] }),
      // @ts-expect-error A promotion names its version as `toVersion`.
      client.promote({ family: "verdict", version: 2, reason: "Better." }),
      // @ts-expect-error It needs a reason.
      client.promote({ family: "verdict", toVersion: 2 }),
      client.promote({
        family: "verdict",
        toVersion: 2,
        reason: "Better.",
        fromVersion: undefined,
      }),
    ]);
    expect(client.promote).toBeTypeOf("function");
  });

  test("without prompts takes any family and any object", async () => {
    const any = createClient(settings);
    look(async () => {
      const { data } = await any.call("anything", { product: 1 });
      expectTypeOf(data).toExtend<unknown>();
    });
    await expect(any.call("anything", [])).rejects.toMatchObject({
      code: "request_invalid",
      message: expect.stringContaining("context: must be an object"),
    });
  });

  test("sends what its routes name, and nothing that is undefined", async () => {
    const bodies: string[] = [];
    const answer = { promoted_from: "a_v1", promoted_to: "a_v2", revision: 2, evidence_id: null };
    const server = await startScriptedServer((request, response) => {
      request.setEncoding("utf8").on("data", (text: string) => bodies.push(text));
      request.on("end", () => sendJson(answer)(request, response));
    });
    const report = await createClient({ ...settings, url: server.url }).promote({
      family: "verdict",
      toVersion: 2,
      reason: "Better.",
      override: undefined,
      wait: { timeoutMs: 50 },
      idempotencyKey: "one",
    });
    expect(report).toEqual({
      promotedFrom: "a_v1",
      promotedTo: "a_v2",
      revision: 2,
      evidenceId: null,
      alreadyApplied: false,
    });
    expect(bodies.map((body) => JSON.parse(body))).toEqual([{ to_version: 2, reason: "Better." }]);
    expect(server.requests[0]).toMatchObject({
      url: "/admin/prompts/verdict/promote?wait=fleet&timeout_ms=50",
      headers: { "idempotency-key": "one" },
    });
  });

  test("refuses what a route does not take before anything is sent", async () => {
    const server = await startScriptedServer(sendJson({}));
    const asking = createClient({ ...settings, url: server.url }).drills({ limit: 5_000 });
    await expect(asking).rejects.toMatchObject({
      code: "request_invalid",
      message: expect.stringMatching(/query of the request .* limit: must be at most 1000/),
    });
    expect(server.requests).toEqual([]);
  });
});
