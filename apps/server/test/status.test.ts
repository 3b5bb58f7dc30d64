import { memory, PromptrailError, type Store } from "@promptrail/core";
import { statusWire, toWire } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { openShop } from "./shop-project.js";

/** A store whose reads can be broken, and whose watch can be deaf. */
function breakableStore() {
  const inner = memory();
  const state = {
    reads: 0,
    broken: false,
    deaf: false,
    store: {
      ...inner,
      open: async (settings: Parameters<Store["open"]>[0]) => {
        const opened = await inner.open(settings);
        const guard = () => {
          state.reads += 1;
          if (state.broken) throw new PromptrailError("store_unavailable", "The store is away.");
        };
        return {
          ...opened,
          status: {
            ...opened.status,
            readSnapshot: async () => {
              guard();
              return opened.status.readSnapshot();
            },
            watch: async (...watch: Parameters<typeof opened.status.watch>) =>
              state.deaf || state.broken ? async () => {} : opened.status.watch(...watch),
            readVersion: async (family: string, version: number) => {
              guard();
              return opened.status.readVersion(family, version);
            },
          },
        };
      },
    },
  };
  return state;
}

describe("status", () => {
  test("tells the store's snapshot whole", async () => {
    const shop = await openShop();
    await shop.ask("/admin/prompts/product_description/rollback", { body: {} });
    const response = await shop.ask("/v1/status", { scopes: ["read"] });
    const body = await response.json();
    expect(statusWire.parse(body).snapshot).toEqual(await shop.store.status.readSnapshot());
    expect(toWire(statusWire, statusWire.parse(body)).families[0]).toMatchObject({
      active_key: "product_description_v1",
      declared_version: 2,
      state_source: "store",
      drift: expect.stringContaining("on hold since the rollback"),
    });
  });

  test("answers 304 until something changes", async () => {
    const shop = await openShop();
    const first = await shop.ask("/v1/status");
    const headers = { "if-none-match": `"other", W/${first.headers.get("etag")}` };
    const second = await shop.ask("/v1/status", { headers });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe("");
    expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
    await shop.ask("/admin/prompts/product_description/rollback", { body: {} });
    expect((await shop.ask("/v1/status", { headers })).status).toBe(200);
  });

  test("tells of a decision that it made before its own watch does", async () => {
    const breakable = breakableStore();
    breakable.deaf = true;
    const shop = await openShop({ store: breakable.store });
    await shop.ask("/v1/status");
    await shop.ask("/admin/prompts/product_description/rollback", { body: {} });
    expect(await (await shop.ask("/v1/status")).json()).toMatchObject({ revision: 2 });
  });

  test("asks the store once a revision, and goes on while it is away", async () => {
    const breakable = breakableStore();
    const shop = await openShop({ store: breakable.store });
    await shop.ask("/v1/status");
    breakable.reads = 0;
    breakable.broken = true;
    expect((await shop.ask("/v1/status")).status).toBe(200);
    expect(breakable.reads).toBe(0);
  });
});

describe("readiness", () => {
  test("is there while the store answers", async () => {
    const response = await (await openShop()).ask("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      ready: true,
      degraded: false,
      environment: "test",
      revision: 1,
      state_source: "store",
      problems: [],
    });
  });

  test("is there with a problem while the store is away and its state is known", async () => {
    const breakable = breakableStore();
    const shop = await openShop({ store: breakable.store });
    breakable.broken = true;
    const response = await shop.ask("/readyz");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ready: true,
      degraded: true,
      problems: ["The store cannot be reached; calls continue on the last known state."],
    });
  });

  test("is not there where the store is away and nothing is known of it", async () => {
    const breakable = breakableStore();
    breakable.broken = true;
    const shop = await openShop({ store: breakable.store });
    const response = await shop.ask("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ ready: false, state_source: "code_default" });
  });
});

describe("prompts", () => {
  test("are listed with what each version is here and now", async () => {
    const shop = await openShop();
    await shop.ask("/admin/prompts/product_description/rollback", { body: {} });
    expect(await (await shop.ask("/v1/prompts")).json()).toMatchObject({
      prompts: [
        {
          family: "product_description",
          active_version: 1,
          versions: [
            { version: 1, status: "active" },
            { version: 2, status: "deprecated", key: "product_description_v2", provider: "fake" },
            { version: 3, status: "draft" },
            { version: 4, status: "archived" },
          ],
        },
      ],
    });
  });

  test("a version's body comes from the store, and from this build while the store is away", async () => {
    const breakable = breakableStore();
    const shop = await openShop({ store: breakable.store });
    const path = "/v1/prompts/product_description/versions/2";
    const registered = await (await shop.ask(path)).json();
    breakable.broken = true;
    expect(await (await shop.ask(path)).json()).toEqual(registered);
    expect(registered).toMatchObject({
      changelog: "Asks for the price too.",
      content: { settings: { maxTokens: 600 } },
    });
  });

  test.each([
    ["product_description", "9", 404],
    ["nothing", "1", 404],
    ["product_description", "one", 400],
  ])("the body of %s version %s is answered with %i", async (family, version, status) => {
    const shop = await openShop();
    expect((await shop.ask(`/v1/prompts/${family}/versions/${version}`)).status).toBe(status);
  });
});
