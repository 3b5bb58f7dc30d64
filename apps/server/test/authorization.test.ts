import { randomBytes } from "node:crypto";
import type { Scope } from "@promptrail/core/lifecycle";
import { omitUndefined, scopes } from "@promptrail/core/portable";
import { type Route, type RouteName, routes } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { context, openShop, type Shop } from "./shop-project.js";

interface Expectation {
  readonly scope: Scope | null;
  readonly path: string;
  readonly body?: unknown;
  /** Default: GET without a body, else POST. */
  readonly method?: "PUT" | "DELETE";
  /** What a new shop answers to whoever may ask; default: a success. */
  readonly status?: number;
}

const family = "/v1/prompts/product_description";
const admin = "/admin/prompts/product_description";

const process = "/v1/processes/a-process";
const report = {
  name: "web-1",
  revision: 1,
  applied_ago_ms: 0,
  state_source: "store",
  problems: [],
};

const callId = "01890a5d-ac96-774b-bcce-b302099a8057";
const hash = `sha256-${"0".repeat(64)}`;

/** The shop has no suite, by which it could be judged. */
const evidence = {
  promptrail_evidence: 1,
  environment: "test",
  family: "product_description",
  version: 3,
  content_hash: hash,
  baseline_version: 2,
  baseline_hash: hash,
  dataset_hash: hash,
  suite_hash: hash,
  ran_at: "2026-05-06T07:08:09.000Z",
  ran_by: "ada",
  verdict: "pass",
  cases: [],
};

/** Written by hand beside the table, so that no slip in the table opens a route. */
const expected: Readonly<Record<RouteName, Expectation>> = {
  healthz: { scope: null, path: "/healthz" },
  readyz: { scope: null, path: "/readyz" },
  openapi: { scope: null, path: "/openapi.json" },
  status: { scope: "read", path: "/v1/status" },
  events: { scope: "read", path: "/v1/events" },
  reportProcess: { scope: "report", path: process, body: report, method: "PUT" },
  removeProcess: { scope: "report", path: process, method: "DELETE" },
  listPrompts: { scope: "read", path: "/v1/prompts" },
  readVersion: { scope: "read", path: `${family}/versions/1` },
  call: { scope: "call", path: `${family}/call`, body: { context } },
  stream: { scope: "call", path: `${family}/stream`, body: { context } },
  render: { scope: "call", path: `${family}/render`, body: { context } },
  rollback: { scope: "rollback", path: `${admin}/rollback`, body: {} },
  rollbackAll: {
    scope: "rollback",
    path: "/admin/rollbacks",
    body: { model: "a-model", reason: "Ill." },
  },
  promote: {
    scope: "promote",
    path: `${admin}/promote`,
    body: { version: 3, reason: "Shorter.", override: "A test." },
  },
  shadow: { scope: "promote", path: `${admin}/shadow`, body: { version: 3, reason: "Compare." } },
  shadowPairs: { scope: "bodies", path: `${admin}/shadow/pairs` },
  headroom: { scope: "logs", path: `${admin}/headroom` },
  archive: {
    scope: "promote",
    path: `${admin}/archive`,
    body: { version: 3, reason: "Too short." },
  },
  resume: { scope: "promote", path: `${admin}/resume`, body: { reason: "Mended." } },
  recover: {
    scope: "promote",
    path: "/admin/recover",
    status: 409,
    body: { keep: "store", reason: "A failover." },
  },
  history: { scope: "read", path: `${admin}/history` },
  wholeHistory: { scope: "read", path: "/admin/history" },
  checkContents: { scope: "read", path: "/admin/history/contents" },
  calls: { scope: "logs", path: "/v1/calls?family=product_description" },
  findCall: { scope: "logs", path: `/v1/calls/${callId}`, status: 404 },
  reportCalls: { scope: "report", path: "/v1/calls", body: { calls: [] } },
  usage: { scope: "logs", path: "/v1/usage?family=product_description" },
  eraseSubject: { scope: "bodies", path: "/admin/erasures", body: { subject: "customer-1" } },
  erasures: { scope: "logs", path: "/admin/erasures" },
  bringEvidence: { scope: "evidence", path: "/admin/evidence", status: 409, body: evidence },
  drill: { scope: "rollback", path: `${admin}/drill`, body: { timeout_ms: 50 } },
  fleet: { scope: "read", path: "/admin/fleet" },
  drills: { scope: "read", path: "/admin/drills" },
  listKeys: { scope: "keys", path: "/admin/keys" },
  addKey: { scope: "keys", path: "/admin/keys", body: { name: "bob", scopes: ["keys"] } },
  rotateKey: { scope: "keys", path: "/admin/keys/nobodys/rotate", body: {}, status: 404 },
  revokeKey: { scope: "keys", path: "/admin/keys/nobodys", method: "DELETE", status: 404 },
};

/** Without a family in their path, and open to a key that is limited to families. */
const openToLimitedKeys: readonly RouteName[] = [
  ...(["status", "events", "reportProcess", "removeProcess"] as const),
  ...(["calls", "findCall", "reportCalls", "usage"] as const),
  "bringEvidence",
  ...(["listKeys", "addKey", "rotateKey", "revokeKey"] as const),
];

/** Of these, those that ask for the families that their body or their query names. */
const asking: readonly RouteName[] = ["addKey", "bringEvidence", "calls", "usage"];

const cases = Object.entries(expected).map(([name, expectation]) => ({ name, ...expectation }));
const guarded = cases.flatMap(({ scope, ...each }) => (scope === null ? [] : [{ scope, ...each }]));

async function request(shop: Shop, expected: Omit<Expectation, "scope">, key?: string) {
  const { path, body, method } = expected;
  return shop.app.request(path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...omitUndefined({ authorization: key }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const openAnsweringShop = async () => {
  const shop = await openShop();
  shop.provider.answer("A kettle.");
  return shop;
};

describe("authorization", () => {
  test("every route of the table has an expectation here, with the same scope", () => {
    const table: readonly Route[] = Object.values(routes);
    expect(table.map(({ name, scope }) => [name, scope])).toEqual(
      cases.map(({ name, scope }) => [name, scope]),
    );
  });

  test.each(guarded)("$name refuses a request without a key", async (each) => {
    const shop = await openShop();
    const response = await request(shop, each);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect((await shop.promptrail.history()).length).toBe(1);
  });

  test.each(guarded)("$name answers every wrong key alike", async (each) => {
    const shop = await openShop();
    const { authorization } = await shop.keyFor(each.scope);
    const wrong = [
      undefined,
      "Bearer ",
      "Bearer nonsense",
      "Basic dXNlcjpwYXNz",
      authorization.slice(0, -1) + (authorization.endsWith("A") ? "B" : "A"),
      `Bearer pk_test_${"0".repeat(12)}_${randomBytes(32).toString("base64url")}`,
      authorization.replace("Bearer ", ""),
    ];
    const answers = await Promise.all(
      wrong.map(async (key) => {
        const response = await request(shop, each, key);
        return `${response.status} ${await response.text()}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 .*"code":"unauthenticated"/);
  });

  test.each(guarded)("$name refuses a key that has every scope but its own", async (each) => {
    const shop = await openShop();
    const others = scopes.filter((scope) => scope !== each.scope);
    const { authorization } = await shop.keyFor(...others);
    const response = await request(shop, each, authorization);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "forbidden", scope: each.scope });
    expect((await shop.promptrail.history()).length).toBe(1);
  });

  test.each(guarded)("$name answers a key that has exactly its scope", async (each) => {
    const shop = await openAnsweringShop();
    const { authorization } = await shop.keyFor(each.scope);
    const response = await request(shop, each, authorization);
    expect(response.ok ? 200 : response.status).toBe(each.status ?? 200);
    if (each.path === "/v1/events") await response.body?.cancel();
  });

  test.each(guarded)("$name asks a limited key for its families", async (each) => {
    const ask = async (...families: readonly string[]) => {
      const shop = await openAnsweringShop();
      const limited = await shop.keyWith({ scopes: [each.scope], families });
      const response = await request(shop, each, limited.authorization);
      if (each.path === "/v1/events") await response.body?.cancel();
      return response;
    };
    const refused = { status: 403, ok: false };
    const answered = { status: each.status ?? expect.any(Number), ok: each.status === undefined };
    const hasFamily = JSON.stringify(each).includes("product_description");
    const isAsking = asking.some((name) => name === each.name);
    const isOpen = openToLimitedKeys.some((name) => name === each.name) && !isAsking;
    const other = await ask("fraud_*", "product");
    expect(other).toMatchObject(isOpen ? answered : refused);
    const own = await ask("fraud_*", "product_*");
    expect(own).toMatchObject(hasFamily || isOpen ? answered : refused);
    expect(await ask("*")).toMatchObject(answered);
  });

  test.each(cases.filter(({ scope }) => scope === null))(
    "$name answers without a key",
    async (each) => {
      expect((await request(await openShop(), each)).status).toBe(200);
    },
  );

  test("a key is checked before the body is read", async () => {
    const shop = await openShop();
    const response = await shop.app.request(`${admin}/rollback`, { method: "POST", body: "{" });
    expect(response.status).toBe(401);
  });
});
