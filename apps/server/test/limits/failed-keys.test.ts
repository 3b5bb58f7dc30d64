import { randomBytes } from "node:crypto";
import { formatApiKey, type KeyStore } from "@promptrail/core/lifecycle";
import { describe, expect, onTestFinished, test } from "vitest";
import { type ServerAppSettings, startServer } from "../../src/index.js";
import { authenticate } from "../../src/keys/authenticate.js";
import { createKeyReader } from "../../src/keys/key-reader.js";
import { openShop } from "../shop-project.js";

const limits = { failedKeys: { burst: 2, perSecond: 0.001, holdMs: 1 } };

function makeWrongKey(): string {
  const id = randomBytes(6).toString("hex");
  return formatApiKey({ environment: "test", id, secret: randomBytes(32).toString("base64url") });
}

async function serveShop(settings: ServerAppSettings) {
  const shop = await openShop(settings);
  const server = await startServer({
    promptrail: shop.promptrail,
    port: 0,
    graceMs: 50,
    ...settings,
  });
  onTestFinished(async () => {
    await server.close();
    await shop.promptrail.close();
  });
  const { secret } = await shop.promptrail.keys.add({ name: "ops", scopes: ["read"] });
  const ask = async (
    key: string,
    headers: Readonly<Record<string, string>> = {},
    signal: AbortSignal | null = null,
  ) => {
    const sent = { authorization: `Bearer ${key}`, ...headers };
    return (await fetch(`${server.url}/v1/status`, { headers: sent, signal })).status;
  };
  return { ask, key: secret };
}

describe("keys that are not right", () => {
  test("are refused with 429 from an address that sent too many, and a right one is taken from there", async () => {
    const { ask, key } = await serveShop({ limits });
    const statuses = [];
    for (const _ of [1, 2, 3, 4]) statuses.push(await ask(makeWrongKey()));
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect(await ask(key)).toBe(200);
    expect(await ask(makeWrongKey())).toBe(429);
    expect(await ask(key)).toBe(200);
  });

  test("wait for their answer once there were too many, and a right one waits for none", async () => {
    const holdMs = 86_400_000;
    const { ask, key } = await serveShop({
      limits: { failedKeys: { ...limits.failedKeys, holdMs } },
    });
    for (const _ of [1, 2]) expect(await ask(makeWrongKey())).toBe(401);
    const leave = new AbortController();
    const held = ask(makeWrongKey(), {}, leave.signal).catch(() => "left");
    for (const _ of [1, 2, 3]) expect(await ask(key)).toBe(200);
    leave.abort();
    expect(await held).toBe("left");
  });

  test("are counted by the connection, whatever X-Forwarded-For says", async () => {
    const { ask } = await serveShop({ limits });
    const statuses = [];
    for (const each of [1, 2, 3]) {
      statuses.push(await ask(makeWrongKey(), { "x-forwarded-for": `198.51.100.${each}` }));
    }
    expect(statuses).toEqual([401, 401, 429]);
  });

  test("are counted by the client behind a trusted proxy", async () => {
    const { ask } = await serveShop({ limits, trustedProxies: ["127.0.0.0/8"] });
    const from = (address: string) => ask(makeWrongKey(), { "x-forwarded-for": address });
    for (const expected of [401, 401, 429]) expect(await from("198.51.100.1")).toBe(expected);
    expect(await from("198.51.100.2")).toBe(401);
    expect(await from("1.2.3.4, 198.51.100.1")).toBe(429);
  });

  test("are looked up once in seconds, and not at all where their checksum is wrong", async () => {
    const shop = await openShop();
    const asked: string[] = [];
    const find: KeyStore["find"] = (id) => {
      asked.push(id);
      return shop.store.keys.find(id);
    };
    let clock = 0;
    const readKey = createKeyReader({ ...shop.store.keys, find }, () => clock);
    const refuse = async (key: string) => {
      const admitted = authenticate({ readKey, chosenKey: null }, `Bearer ${key}`, new Date());
      await expect(admitted).rejects.toMatchObject({ code: "unauthenticated" });
    };
    const wrong = makeWrongKey();
    await refuse(`${wrong.slice(0, -8)}00000000`);
    expect(asked).toEqual([]);
    await refuse(wrong);
    // Once as a key that was made, and once as one that somebody chose.
    expect(asked).toHaveLength(2);
    for (clock of [1, 2_000, 4_999]) await refuse(wrong);
    expect(asked).toHaveLength(2);
    clock = 5_000;
    await refuse(wrong);
    expect(asked).toHaveLength(4);
  });
});
