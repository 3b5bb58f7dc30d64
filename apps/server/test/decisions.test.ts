import { memory, PromptrailError, type Store } from "@promptrail/core";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { slack } from "../../../tooling/test/run/promise-slack.ts";
import { openShop } from "./shop-project.js";

const admin = "/admin/prompts/product_description";

/** A store whose decisions go through `decide`. */
function storeThat(decide: OpenStore["status"]["decide"]): Store {
  const inner = memory();
  return {
    ...inner,
    open: async (settings) => {
      const store = await inner.open(settings);
      const status: OpenStore["status"] = {
        ...store.status,
        decide: (command) =>
          command.kind === "declare" ? store.status.decide(command) : decide(command),
      };
      return { ...store, status };
    },
  };
}

describe("rollback", () => {
  test("answers with exactly what was done", async () => {
    const shop = await openShop();
    const response = await shop.ask(`${admin}/rollback`, { body: {}, scopes: ["rollback"] });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      rolled_back_from: "product_description_v2",
      rolled_back_to: "product_description_v1",
      revision: 2,
    });
    expect(shop.promptrail.resolve("product_description").version.version).toBe(1);
  });

  test("needs no body at all", async () => {
    const shop = await openShop();
    expect((await shop.ask(`${admin}/rollback`, { method: "POST" })).status).toBe(200);
  });

  test("asked for what is live already, says that nothing changed", async () => {
    const shop = await openShop();
    await shop.ask(`${admin}/rollback`, { body: { to_version: 1 } });
    const again = await shop.ask(`${admin}/rollback`, { body: { to_version: 1 } });
    expect(await again.json()).toEqual({
      rolled_back_from: "product_description_v2",
      rolled_back_to: "product_description_v1",
      revision: 2,
      already_applied: true,
    });
  });

  test.each([
    ["an unknown family", "no_such_family", {}, 404, "unknown_family"],
    ["a family name of an object's own", "constructor", {}, 404, "unknown_family"],
    ["an unknown version", "product_description", { to_version: 9 }, 404, "unknown_version"],
    ["an archived version", "product_description", { to_version: 4 }, 400, "archived_version"],
    [
      "a draft that was never active",
      "product_description",
      { to_version: 3 },
      409,
      "not_eligible",
    ],
    ["a stale view", "product_description", { from_version: 1 }, 409, "stale_state"],
    [
      "a version that is no number",
      "product_description",
      { to_version: "1" },
      400,
      "request_invalid",
    ],
    ["a field that nobody knows", "product_description", { to: 1 }, 400, "request_invalid"],
  ])("refuses %s", async (_, family, body, status, code) => {
    const shop = await openShop();
    const response = await shop.ask(`/admin/prompts/${family}/rollback`, { body });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status, code });
    expect((await shop.promptrail.history()).length).toBe(1);
  });

  test("that is a dry run answers what would be done, or the same refusal, and does nothing", async () => {
    const shop = await openShop();
    const body = { dry_run: true };
    const tried = await shop.ask(`${admin}/rollback`, { body });
    expect(tried.status).toBe(200);
    expect(await tried.json()).toEqual({
      rolled_back_from: "product_description_v2",
      rolled_back_to: "product_description_v1",
      revision: 2,
      dry_run: true,
      effects: {
        hold: { before: null, after: { revision: 2, reason: "No reason was given." } },
        shadow: { before: null, after: null },
        pending: { before: null, after: null },
      },
    });
    const refused = await shop.ask(`${admin}/rollback`, { body: { ...body, to_version: 4 } });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "archived_version" });
    const waiting = await shop.ask(`${admin}/rollback?wait=fleet`, { body });
    expect(waiting.status).toBe(400);
    expect((await shop.promptrail.history()).length).toBe(1);
    expect(shop.promptrail.resolve("product_description").version.version).toBe(2);
  });

  test("without a target left, is refused", async () => {
    const shop = await openShop();
    await shop.ask(`${admin}/rollback`, { body: {} });
    const response = await shop.ask(`${admin}/rollback`, { body: { from_version: 1 } });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: "not_eligible" });
  });

  test("the history tells which key did it, for whom and why", async () => {
    const shop = await openShop();
    await shop.ask(`${admin}/rollback`, {
      body: { reason: "Invents features." },
      headers: { "promptrail-actor": Buffer.from("Zoë").toString("latin1") },
    });
    const history = await shop.ask(`${admin}/history?limit=1`);
    expect(await history.json()).toMatchObject({
      family: "product_description",
      decisions: [
        {
          revision: 2,
          actor: expect.stringMatching(/^Zoë via key:shop/),
          source: "http",
          reason: "Invents features.",
          from_key: "product_description_v2",
          to_key: "product_description_v1",
          evidence_id: null,
          hash: expect.stringMatching(/^sha256-/),
        },
      ],
    });
  });

  test.each(["a\tb", "x".repeat(121), "boss via key:admin"])(
    "an actor that a history could not trust is refused: %j",
    async (actor) => {
      const shop = await openShop();
      const headers = { "promptrail-actor": actor };
      const response = await shop.ask(`${admin}/rollback`, { body: {}, headers });
      expect(response.status).toBe(400);
    },
  );

  test("the same idempotency key again answers with the first decision", async () => {
    const shop = await openShop({ gate: "none" });
    const key = await shop.keyFor("rollback", "promote");
    const headers = { ...key, "idempotency-key": "order-66" };
    const first = await shop.ask(`${admin}/rollback`, { body: {}, headers });
    const again = await shop.ask(`${admin}/rollback`, { body: {}, headers });
    expect(await first.json()).toMatchObject({ revision: 2 });
    expect(await again.json()).toMatchObject({
      rolled_back_to: "product_description_v1",
      revision: 2,
      already_applied: true,
    });
    // Answered with what it did not ask for, nobody would see that it was not done.
    const other = await shop.ask(`${admin}/rollback`, { body: { to_version: 2 }, headers });
    expect(other.status).toBe(400);
    expect(await other.text()).toContain("cannot serve another request about it");
    const body = { version: 2, reason: "Mended." };
    const promotion = await shop.ask(`${admin}/promote`, { body, headers });
    expect(await promotion.json()).toEqual({
      promoted_from: "product_description_v1",
      promoted_to: "product_description_v2",
      revision: 3,
      evidence_id: null,
    });
  });

  test("a store that is away is told at once", async () => {
    const decide = () =>
      Promise.reject(new PromptrailError("store_unavailable", "The database does not answer."));
    const shop = await openShop({ store: storeThat(decide) });
    const response = await shop.ask(`${admin}/rollback`, { body: {} });
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toMatchObject({ code: "store_unavailable" });
  });

  test("a store that is frozen is told in under two seconds", async () => {
    const shop = await openShop({ store: storeThat(() => new Promise(() => {})) });
    const startedAt = performance.now();
    const response = await shop.ask(`${admin}/rollback`, { body: {} });
    expect(performance.now() - startedAt).toBeLessThan(slack * 2_000);
    expect(response.status).toBe(503);
  });
});

describe("promotion", () => {
  test("of a family without a suite is refused with the cure", async () => {
    const shop = await openShop();
    const body = { version: 3, reason: "Shorter." };
    const response = await shop.ask(`${admin}/promote`, { body });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: "gate_refused",
      version: 3,
      baseline_version: 2,
      detail: expect.stringContaining("has no suite"),
    });
  });

  test("with an override is recorded with its reason", async () => {
    const shop = await openShop();
    const body = { version: 3, reason: "Shorter.", override: "The suite is not written yet." };
    expect((await shop.ask(`${admin}/promote`, { body })).status).toBe(200);
    const [decision] = await shop.promptrail.history({ limit: 1 });
    expect(decision).toMatchObject({ override: body.override, reason: body.reason });
  });

  test.each([
    ["to_version", { to_version: 3 }],
    ["its earlier name, version", { version: 3 }],
  ])("takes the version as %s", async (_name, named) => {
    const shop = await openShop();
    const body = { ...named, reason: "Shorter.", override: "A test." };
    const response = await shop.ask(`${admin}/promote`, { body });
    expect(await response.json()).toMatchObject({ promoted_to: "product_description_v3" });
  });

  test.each([
    ["twice", { to_version: 3, version: 3 }],
    ["not at all", {}],
  ])("refuses a version that is named %s", async (_how, named) => {
    const shop = await openShop();
    const response = await shop.ask(`${admin}/promote`, { body: { ...named, reason: "Shorter." } });
    expect(response.status).toBe(400);
    const { detail } = (await response.json()) as { readonly detail: string };
    expect(detail).toContain("to_version: names the version twice; name it once, as `to_version`");
  });

  test("without a reason is refused", async () => {
    const shop = await openShop();
    const response = await shop.ask(`${admin}/promote`, { body: { version: 3 } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("reason") });
  });
});

describe("history", () => {
  test("of an unknown family is refused with a suggestion", async () => {
    const shop = await openShop();
    const response = await shop.ask("/admin/prompts/product_descriptio/history");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining('Did you mean "product_description"?'),
    });
  });

  test("is read in parts, each of which names the next", async () => {
    const shop = await openShop();
    await shop.ask(`${admin}/rollback`, { body: { to_version: 1 } });
    await shop.ask(`${admin}/resume`, { body: { reason: "Mended." } });
    const read = async (query: string) => (await shop.ask(`${admin}/history?${query}`)).json();
    expect(await read("limit=2")).toMatchObject({
      decisions: [{ revision: 3 }, { revision: 2 }],
      next_before: 2,
    });
    expect(await read("limit=2&before=2")).toMatchObject({
      decisions: [{ revision: 1 }],
      next_before: null,
    });
    expect(await read("before=1")).toMatchObject({ decisions: [], next_before: null });
    const whole = await shop.ask("/admin/history?limit=1&before=3");
    expect(await whole.json()).toMatchObject({
      family: null,
      decisions: [{ revision: 2, family: "product_description" }],
      next_before: 2,
    });
  });

  test.each(["0", "-1", "ten", "1&before=2"])("refuses before=%s", async (before) => {
    const shop = await openShop();
    expect((await shop.ask(`${admin}/history?before=${before}`)).status).toBe(400);
    expect((await shop.ask(`/admin/history?before=${before}`)).status).toBe(400);
  });

  test.each(["0", "1001", "ten", "1&limit=2", "1&page=2"])("refuses limit=%s", async (limit) => {
    const shop = await openShop();
    expect((await shop.ask(`${admin}/history?limit=${limit}`)).status).toBe(400);
  });
});
