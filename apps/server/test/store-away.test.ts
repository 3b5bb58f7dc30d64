import { memory, PromptrailError, type Store } from "@promptrail/core";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { createKeys } from "@promptrail/runtime/keys";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { slack } from "../../../tooling/test/run/promise-slack.ts";
import { createServerApp } from "../src/index.js";
import { context, prompts } from "./shop-project.js";

const adminKey = "a-key-that-the-operator-chose";
const family = "product_description";

/** A store that cannot be opened until it is back. */
function awayStore() {
  const inner = memory();
  const state = { isAway: true };
  const store: Store = {
    ...inner,
    open: async (settings) => {
      if (!state.isAway) return inner.open(settings);
      throw new PromptrailError("store_unavailable", "The database does not answer.");
    },
  };
  return { state, store, inner };
}

async function openWithoutStore(environmentKey = adminKey) {
  const { state, store, inner } = awayStore();
  const promptrail: Promptrail = await createPromptrail(
    {
      prompts: [...prompts],
      providers: [fakeProvider({ answers: () => "A kettle." })],
      store,
      environment: "test",
    },
    { onProblem: () => {}, bootDeadlineMs: 100 },
  );
  onTestFinished(() => promptrail.close());
  const ensured = await promptrail.keys.ensureAdmin({ chosen: environmentKey });
  const app = createServerApp(promptrail, { adminKey: environmentKey });
  const ask = (path: string, body?: unknown, key = adminKey) =>
    app.request(path, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return { state, inner, ensured, ask };
}

describe("a server whose store is away at its start", () => {
  test("answers calls to the operator's key, which needs no store", async () => {
    const { ask, ensured } = await openWithoutStore();
    expect(ensured).toEqual({ created: null, source: "chosen" });
    const response = await ask(`/v1/prompts/${family}/call`, { context });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ state_source: "code_default" });
  });

  test("says on /readyz and in its status that it is degraded, and why", async () => {
    const { ask } = await openWithoutStore();
    const readiness = await (await ask("/readyz")).json();
    expect(readiness).toMatchObject({ degraded: true, state_source: "code_default" });
    expect(JSON.stringify(readiness)).toContain("cannot be reached");
    expect(JSON.stringify(readiness)).not.toContain(family);
    expect(await (await ask("/v1/status")).json()).toMatchObject({
      state_source: "code_default",
      problems: [{ code: "store_unavailable", message: expect.any(String) }],
    });
  });

  test.each([
    [`prompts/${family}/rollback`, {}],
    [`prompts/${family}/promote`, { version: 3, reason: "Shorter." }],
    [`prompts/${family}/shadow`, { version: 3, reason: "Compare." }],
    [`prompts/${family}/archive`, { version: 3, reason: "Bad." }],
    [`prompts/${family}/resume`, { reason: "Mended." }],
    [`prompts/${family}/drill`, {}],
    ["recover", { keep: "store", reason: "A failover." }],
  ])("answers %s with 503 and the reason in under two seconds", async (command, body) => {
    const { ask } = await openWithoutStore();
    const startedAt = performance.now();
    const response = await ask(`/admin/${command}`, body);
    expect(performance.now() - startedAt).toBeLessThan(slack * 2_000);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      code: "store_unavailable",
      detail: expect.stringContaining("does not answer"),
    });
  });

  test("does not call a key wrong that it cannot look up", async () => {
    const { ask } = await openWithoutStore();
    const response = await ask("/v1/status", undefined, "another-key-of-the-store");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
  });

  test("knows no key of its own where the operator chose none", async () => {
    const { ask, ensured } = await openWithoutStore("");
    expect(ensured).toEqual({ created: null, source: "unreachable" });
    expect((await ask("/v1/status")).status).toBe(503);
  });

  test("takes the store's keys and decides once the store is back", async () => {
    const { ask, state, inner } = await openWithoutStore();
    const store = await inner.open({ environment: "test", projectFolder: "." });
    const keys = createKeys({ open: () => store.keys, environment: "test" });
    const { secret } = await keys.add({ name: "ops", scopes: ["rollback"] });
    state.isAway = false;
    const roll = async () =>
      (await ask(`/admin/prompts/${family}/rollback`, { to_version: 1 }, secret)).status;
    await expect.poll(roll).toBe(200);
    expect(await (await ask("/readyz")).json()).toMatchObject({ ready: true });
  });
});
