import { type CallGap, createCallId } from "@promptrail/core/call-log";
import { callReportWire, toWire } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { context, openShop, type Shop } from "../shop-project.js";

const family = "product_description";
const callPath = `/v1/prompts/${family}/call`;

/** A shop that has answered calls, whose records are in its log. */
async function openCalledShop(...answers: readonly string[]): Promise<Shop> {
  const shop = await openShop();
  for (const answer of answers) {
    shop.provider.answer(answer);
    const response = await shop.ask(callPath, { body: { context, subject: "customer-7" } });
    expect(response.status).toBe(200);
  }
  await shop.promptrail.flush();
  return shop;
}

interface Listed {
  readonly calls: readonly { readonly call_id: string; readonly text: string | null }[];
  readonly searched_since: string | null;
}

async function listCalls(
  shop: Shop,
  query = "",
  request: Parameters<Shop["ask"]>[1] = {},
): Promise<Listed> {
  const response = await shop.ask(`/v1/calls${query}`, request);
  expect(response.status).toBe(200);
  return (await response.json()) as Listed;
}

describe("the routes of the call log", () => {
  test("find a call again, with its cost and what was said, redacted", async () => {
    const shop = await openCalledShop("Write to ada@example.com.");
    const { calls } = await listCalls(shop, `?family=${family}`);
    expect(calls).toHaveLength(1);
    const found = await shop.ask(`/v1/calls/${calls[0]?.call_id}`);
    expect(await found.json()).toMatchObject({
      call_id: calls[0]?.call_id,
      family,
      version: 2,
      outcome: "ok",
      text: "Write to [email].",
      context,
      subject: expect.stringMatching(/^[0-9a-f]{64}$/),
      shape: expect.arrayContaining(["script:latin"]),
      body_loss: null,
    });
  });

  test("tell a key without the scope bodies figures alone", async () => {
    const shop = await openCalledShop("A kettle.");
    const { calls } = await listCalls(shop, `?family=${family}`, { scopes: ["logs"] });
    const none = { context: null, messages: null, text: null, data: null };
    expect(calls).toEqual([expect.objectContaining({ ...none, outcome: "ok" })]);
    const one = await shop.ask(`/v1/calls/${calls[0]?.call_id}`, { scopes: ["logs"] });
    expect(await one.json()).toMatchObject(none);
    const search = await shop.ask(`/v1/calls?family=${family}&text=kettle`, { scopes: ["logs"] });
    expect(search.status).toBe(403);
    expect(await search.json()).toMatchObject({ code: "forbidden", scope: "bodies" });
  });

  test("search what was said, for a family and at most seven days", async () => {
    const shop = await openCalledShop("A kettle.", "A teapot.");
    const { calls, searched_since: since } = await listCalls(shop, `?family=${family}&text=TEAPOT`);
    expect(calls.map(({ text }) => text)).toEqual(["A teapot."]);
    expect(since).toBeNull();
    expect((await shop.ask("/v1/calls?text=teapot")).status).toBe(400);
    const long = await shop.ask(`/v1/calls?family=${family}&text=t&since=2026-01-01T00:00:00Z`);
    expect(long.status).toBe(400);
  });

  test("show no call of another family to a key that is limited to families", async () => {
    const shop = await openCalledShop("A kettle.");
    const { calls } = await listCalls(shop);
    const limited = await shop.keyWith({ scopes: ["logs", "bodies"], families: ["fraud_*"] });
    const found = await shop.app.request(`/v1/calls/${calls[0]?.call_id}`, { headers: limited });
    expect(found.status).toBe(403);
    expect(await found.text()).not.toContain("kettle");
    for (const path of ["/v1/calls", `/v1/calls?family=${family}`, "/v1/usage"]) {
      expect((await shop.app.request(path, { headers: limited })).status).toBe(403);
    }
  });

  test("take calls that were made elsewhere, once, and redact them", async () => {
    const shop = await openShop();
    const startedAt = new Date();
    const call = plainRecord({
      id: createCallId(startedAt),
      family,
      startedAt,
      subject: "customer-9",
      text: "Call +49 151 23456789.",
    });
    const gap: CallGap = {
      id: createCallId(startedAt),
      reason: "queue_full",
      lost: "calls",
      family,
      lane: "production",
      count: 3,
      from: startedAt,
      to: startedAt,
    };
    const body = toWire(callReportWire, { calls: [call], gaps: [gap] });
    for (let times = 0; times < 2; times += 1) {
      const response = await shop.ask("/v1/calls", { body, scopes: ["report"] });
      expect(response.status).toBe(204);
    }
    const { calls } = await listCalls(shop);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ text: "Call [phone].", call_id: call.id });
    expect(JSON.stringify(calls)).not.toContain("customer-9");
    const usage = await (await shop.ask("/v1/usage?by=family,outcome")).json();
    expect(usage).toMatchObject({
      groups: [{ key: { family, outcome: "ok" }, calls: 1 }],
      lost_calls: 3,
    });
  });

  test("refuse a report of another time or of an unknown family, whole", async () => {
    const shop = await openShop();
    const old = new Date("2026-01-01T00:00:00Z");
    const good = plainRecord({ id: createCallId(new Date()), family, startedAt: new Date() });
    for (const bad of [
      plainRecord({ id: createCallId(old), family, startedAt: old }),
      plainRecord({ id: createCallId(new Date()), family: "nobody", startedAt: new Date() }),
      plainRecord({ id: "1", family, startedAt: new Date() }),
    ]) {
      const body = toWire(callReportWire, { calls: [good, bad] });
      expect((await shop.ask("/v1/calls", { body })).ok).toBe(false);
    }
    expect((await listCalls(shop)).calls).toEqual([]);
  });

  test("erase a subject's calls, and those that come later", async () => {
    const shop = await openCalledShop("A kettle.", "A teapot.");
    const response = await shop.ask("/admin/erasures", {
      body: { subject: "customer-7" },
      scopes: ["bodies"],
    });
    expect(await response.json()).toMatchObject({
      calls: 2,
      actor: expect.stringMatching(/^key:/),
    });
    shop.provider.answer("A pot.");
    await shop.ask(callPath, { body: { context, subject: "customer-7" } });
    await shop.promptrail.flush();
    expect((await listCalls(shop)).calls).toEqual([]);
    const erasures = await (await shop.ask("/admin/erasures")).text();
    expect(erasures).toContain('"calls":2');
    expect(erasures).not.toContain("customer-7");
  });
});
