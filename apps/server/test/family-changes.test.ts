import { describe, expect, test } from "vitest";
import { openShop } from "./shop-project.js";

const family = "product_description";
const admin = `/admin/prompts/${family}`;
const reason = "A test.";

describe("shadow, archive and resume", () => {
  test("a shadow version is set with its rate, and ended", async () => {
    const shop = await openShop();
    const set = await shop.ask(`${admin}/shadow`, { body: { version: 3, rate: 0.25, reason } });
    expect(await set.json()).toEqual({
      family,
      active: "product_description_v2",
      shadow: { version: 3, rate: 0.25 },
      archived: [],
      hold: null,
      revision: 2,
    });
    const ended = await shop.ask(`${admin}/shadow`, { body: { version: null, reason } });
    expect(await ended.json()).toMatchObject({ shadow: null, revision: 3 });
  });

  test("an archived version stays archived, and asking again changes nothing", async () => {
    const shop = await openShop();
    const body = { version: 3, reason };
    const first = await shop.ask(`${admin}/archive`, { body });
    expect(await first.json()).toMatchObject({ archived: ["product_description_v3"], revision: 2 });
    const again = await shop.ask(`${admin}/archive`, { body });
    expect(await again.json()).toMatchObject({ already_applied: true });
    const promotion = { version: 3, reason, override: "A test." };
    expect((await shop.ask(`${admin}/promote`, { body: promotion })).status).toBe(400);
  });

  test("the active version cannot be archived", async () => {
    const shop = await openShop();
    const response = await shop.ask(`${admin}/archive`, { body: { version: 2, reason } });
    expect(response.status).toBe(409);
  });

  test("a hold ends when it is resumed, and the history tells by whom", async () => {
    const shop = await openShop();
    await shop.ask(`${admin}/rollback`, { body: {} });
    const response = await shop.ask(`${admin}/resume`, { body: { reason: "Mended." } });
    expect(await response.json()).toMatchObject({ hold: null, revision: 3 });
    const [decision] = await shop.promptrail.history({ limit: 1 });
    expect(decision).toMatchObject({
      change: { kind: "hold_ended" },
      actor: expect.stringMatching(/^key:shop/),
      source: "http",
      reason: "Mended.",
    });
  });

  test.each(["shadow", "archive", "resume"])("%s needs a reason", async (command) => {
    const shop = await openShop();
    const body = command === "resume" ? {} : { version: 3 };
    const response = await shop.ask(`${admin}/${command}`, { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining("reason") });
  });
});

describe("the revision that a caller saw", () => {
  const bodies = {
    rollback: {},
    promote: { version: 3, reason, override: "A test." },
    shadow: { version: 3, reason },
    archive: { version: 3, reason },
    resume: { reason },
  };
  const commands = Object.entries(bodies).map(([command, body]) => ({ command, body }));

  test.each(commands)(
    "as If-Match lets $command go on or refuses it",
    async ({ command, body }) => {
      const shop = await openShop();
      const path = `${admin}/${command}`;
      const stale = await shop.ask(path, { body, headers: { "if-match": "9" } });
      expect(stale.status).toBe(409);
      expect(await stale.json()).toMatchObject({ code: "stale_state", revision: 1 });
      const fresh = await shop.ask(path, { body, headers: { "if-match": '"1"' } });
      expect(fresh.status).toBe(200);
    },
  );

  test.each(commands)("in the body does the same for $command", async ({ command, body }) => {
    const shop = await openShop();
    const path = `${admin}/${command}`;
    const stale = await shop.ask(path, { body: { ...body, expected_revision: 9 } });
    expect(stale.status).toBe(409);
    const fresh = await shop.ask(path, { body: { ...body, expected_revision: 1 } });
    expect(fresh.status).toBe(200);
  });

  test.each([
    ["is no revision", "*", {}],
    ["is a weak ETag", 'W/"1"', {}],
    ["contradicts the body", "1", { expected_revision: 2 }],
  ])("that %s is refused", async (_, header, body) => {
    const shop = await openShop();
    const headers = { "if-match": header };
    expect((await shop.ask(`${admin}/rollback`, { body, headers })).status).toBe(400);
    expect(await shop.promptrail.history()).toHaveLength(1);
  });

  test.each(["wait=all", "wait=fleet&timeout_ms=0", "wait=fleet&timeout_ms=10001"])(
    "a wait that there is not is refused: %s",
    async (query) => {
      const shop = await openShop();
      const response = await shop.ask(`${admin}/rollback?${query}`, { body: {} });
      expect(response.status).toBe(400);
    },
  );
});
