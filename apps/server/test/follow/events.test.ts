import { parseEventId, statusEventWire } from "@promptrail/http-api";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { describe, expect, onTestFinished, test } from "vitest";
import { createEventHub, type EventHubSettings } from "../../src/events/event-hub.js";
import { createStatusReader } from "../../src/status/status-reader.js";
import { openShop, type Shop } from "../shop-project.js";

const family = "product_description";

/** Reads a stream's events as they come; comments count as heartbeats. */
function listen(response: Response) {
  const reader = response.body?.getReader();
  if (reader === undefined) throw new TypeError("An event stream has a body.");
  onTestFinished(() => reader.cancel().catch(() => {}));
  const events: EventSourceMessage[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: (event) => events.push(event),
    onComment: (comment) => comments.push(comment),
  });
  const decoder = new TextDecoder();
  /** Reads one chunk; false at the end of the stream. */
  const read = async (): Promise<boolean> => {
    const { done, value } = await reader.read();
    if (value !== undefined) parser.feed(decoder.decode(value, { stream: true }));
    return !done;
  };
  return {
    comments,
    read,
    closed: reader.closed,
    next: async () => {
      while (events.length === 0 && (await read()));
      const message = events.shift();
      if (message === undefined) throw new Error("The stream ended without another event.");
      const { event, data, id } = message;
      const told = { event, data: JSON.parse(data) };
      statusEventWire.parse(told);
      return { id, ...told };
    },
  };
}

async function open(shop: Shop, lastEventId?: string) {
  const headers = lastEventId === undefined ? {} : { "last-event-id": lastEventId };
  return listen(await shop.ask("/v1/events", { scopes: ["read"], headers }));
}

const roll = (shop: Shop) => shop.ask(`/admin/prompts/${family}/rollback`, { body: {} });
const promote = (shop: Shop, version: number) =>
  shop.ask(`/admin/prompts/${family}/promote`, {
    body: { version, reason: "Better.", override: "A test." },
  });

describe("events", () => {
  test("begin with the whole status, which is what GET /v1/status tells", async () => {
    const shop = await openShop();
    const events = await open(shop);
    const first = await events.next();
    expect(first.event).toBe("status");
    expect(first.data).toEqual(await (await shop.ask("/v1/status")).json());
    expect(first.id).toBe(`${first.data.store_id}.1`);
  });

  test("tell each decision with the families that it touched, and the ETag of the status after it", async () => {
    const shop = await openShop();
    const events = await open(shop);
    await events.next();
    await roll(shop);
    const change = await events.next();
    expect(change).toMatchObject({
      event: "change",
      id: expect.stringMatching(/\.2$/),
      data: {
        previous_revision: 1,
        revision: 2,
        state_source: "store",
        families: [{ family, active_version: 1, revision: 2, drift: expect.any(String) }],
      },
    });
    const status = await shop.ask("/v1/status");
    expect(change.data).toMatchObject({ etag: status.headers.get("etag") });
  });

  test("tell of a decision that another process made", async () => {
    const shop = await openShop();
    const events = await open(shop);
    await events.next();
    await shop.store.status.decide({
      kind: "shadow",
      family,
      version: 3,
      rate: 0.5,
      actor: "another",
      source: "cli",
      reason: "Compare.",
      fromVersion: null,
      expectedRevision: null,
      idempotencyKey: null,
    });
    expect(await events.next()).toMatchObject({
      data: { revision: 2, families: [{ shadow: { version: 3, rate: 0.5 } }] },
    });
  });

  test("a drill is a change that touches no family", async () => {
    const shop = await openShop();
    const events = await open(shop);
    await events.next();
    await shop.ask(`/admin/prompts/${family}/drill`, { body: { timeout_ms: 1 } });
    expect(await events.next()).toMatchObject({
      event: "change",
      data: { previous_revision: 1, revision: 2, families: [] },
    });
  });

  test("resume after the last event: what came since is one change, and nothing is no event", async () => {
    const shop = await openShop();
    const { id = "" } = await (await open(shop)).next();
    await roll(shop);
    await promote(shop, 3);
    const missed = await open(shop, id);
    const change = await missed.next();
    expect(change).toMatchObject({
      event: "change",
      data: { previous_revision: 1, revision: 3, families: [{ active_version: 3 }] },
    });
    const whole = await open(shop, change.id);
    await promote(shop, 2);
    expect(await whole.next()).toMatchObject({ data: { previous_revision: 3, revision: 4 } });
  });

  test("after a revision that this server never served are the whole: it may be of another history", async () => {
    const shop = await openShop();
    const { storeId } = await shop.store.status.readSnapshot();
    await roll(shop);
    const events = await open(shop, `${storeId}.1`);
    expect(await events.next()).toMatchObject({ event: "status", data: { revision: 2 } });
  });

  test.each([
    ["of another store", "another-store.1"],
    ["newer than what is live", "<store>.99"],
    ["that is none", "nonsense"],
    ["with a number that is none", "<store>.1e3"],
  ])("after an event %s begin with the whole status", async (_, id) => {
    const shop = await openShop();
    const { storeId } = await shop.store.status.readSnapshot();
    const events = await open(shop, id.replace("<store>", storeId));
    expect(await events.next()).toMatchObject({ event: "status" });
  });
});

/** Where there is no connection to close, the stream itself fails. */
const noConnection = { drop: () => false };

describe("the hub of the event streams", () => {
  async function openHub(settings: Partial<EventHubSettings> = {}) {
    const shop = await openShop();
    const { promptrail } = shop;
    const status = createStatusReader(promptrail);
    const clock = { now: 0 };
    const hub = createEventHub({
      promptrail,
      status,
      now: () => clock.now,
      heartbeatMs: 5,
      ...settings,
    });
    onTestFinished(() => hub.close());
    return { shop, hub, clock };
  }

  test("gives signs of life while nothing happens", async () => {
    const { hub } = await openHub();
    const events = listen(hub.open(null, noConnection));
    await events.next();
    while (events.comments.length < 3) await events.read();
    expect(events.comments).toContain("alive");
  });

  test("holds little for a reader that is slow, and then tells it all in one change", async () => {
    const { shop, hub } = await openHub({ heartbeatMs: 60_000 });
    const events = listen(hub.open(null, noConnection));
    for (let round = 0; round < 20; round += 1) {
      await promote(shop, round % 2 === 0 ? 3 : 2);
      hub.look();
    }
    const revisions = [];
    for (let revision = 0; revision < 21; ) {
      ({ revision } = (await events.next()).data);
      revisions.push(revision);
    }
    expect(revisions.length).toBeLessThanOrEqual(10);
    expect(revisions.toSorted((left, right) => left - right)).toEqual(revisions);
  });

  test("cuts a reader that takes nothing any more", async () => {
    const clock = { now: 0 };
    const now = () => {
      clock.now += 1_000;
      return clock.now;
    };
    const { hub } = await openHub({ now });
    const stalled = listen(hub.open(null, noConnection));
    await expect(stalled.closed).rejects.toThrow(/took nothing of its answer for 15 s/);
  });

  test("ends a stream after its time, so that its key is checked again", async () => {
    const { hub, clock } = await openHub({ longestMs: 100 });
    const events = listen(hub.open(null, noConnection));
    await events.next();
    clock.now = 200;
    while (await events.read());
    await expect(events.next()).rejects.toThrow(/ended/);
  });

  test("ends every stream when it closes, and opens no more", async () => {
    const { hub } = await openHub({ heartbeatMs: 60_000 });
    const events = listen(hub.open(null, noConnection));
    await events.next();
    hub.close();
    while (await events.read());
    expect(() => hub.open(null, noConnection)).toThrow(/stopping/);
  });
});

test("an event's id that no server wrote is read as none", () => {
  for (const text of [null, "", "store", "store.", ".5", "store.-1", "a b.1", "s.1.2"]) {
    expect(parseEventId(text)).toBeNull();
  }
});
