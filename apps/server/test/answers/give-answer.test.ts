import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { serve } from "@hono/node-server";
import { fakeProvider } from "@promptrail/testing";
import { Hono } from "hono";
import { describe, expect, onTestFinished, test } from "vitest";
import { takeArrived } from "../../src/http/take-arrived.js";
import { createServerApp, startServer } from "../../src/index.js";
import { context, openShop } from "../shop-project.js";

const path = "/v1/prompts/product_description/call";

async function openAnsweringShop(text: string) {
  const provider = fakeProvider();
  provider.answer(text);
  const shop = await openShop({ provider });
  const key = await shop.keyFor("call", "read");
  const headers = { ...key, "content-type": "application/json" };
  return { shop, headers, call: { method: "POST", headers, body: JSON.stringify({ context }) } };
}

describe("a whole answer", () => {
  test.each(["A kettle.", "Ein Kännchen.", "☕ 茶"])("tells the text %s as it is", async (text) => {
    const { shop, call } = await openAnsweringShop(text);
    const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 0 });
    onTestFinished(() => server.close());
    const answer = await fetch(`${server.url}${path}`, call);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get("content-length")).toBe(String(bytes.byteLength));
    expect(JSON.parse(bytes.toString("utf8"))).toMatchObject({ text });
  });

  test("to HEAD has the headers of the one to GET, and no body", async () => {
    const { shop, headers } = await openAnsweringShop("A kettle.");
    const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 0 });
    onTestFinished(() => server.close());
    const ask = (method: string) => fetch(`${server.url}/v1/prompts`, { method, headers });
    const [got, head] = [await ask("GET"), await ask("HEAD")];
    expect([got.status, head.status]).toEqual([200, 200]);
    expect(head.headers.get("content-length")).toBe(got.headers.get("content-length"));
    expect(await head.text()).toBe("");
    expect((await got.text()).length).toBeGreaterThan(0);
  });

  test("is left to an app around ours, which may change it", async () => {
    const { shop, call } = await openAnsweringShop("A kettle.");
    const outer = new Hono().use(async (request, next) => {
      await next();
      request.res.headers.set("x-outer", "here");
    });
    outer.route("/", createServerApp(shop.promptrail));
    const started = Promise.withResolvers<number>();
    const server = serve(
      { fetch: outer.fetch, port: 0, hostname: "127.0.0.1", overrideGlobalObjects: false },
      ({ port }) => started.resolve(port),
    );
    onTestFinished(() => void server.close());
    const answer = await fetch(`http://127.0.0.1:${await started.promise}${path}`, call);
    expect([answer.status, answer.headers.get("x-outer")]).toEqual([200, "here"]);
    expect(answer.headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(await answer.json()).toMatchObject({ text: "A kettle." });
  });
});

describe("a body", () => {
  const receive = (...pieces: readonly string[]) => {
    const message = new IncomingMessage(new Socket());
    for (const piece of pieces) message.push(Buffer.from(piece));
    return message;
  };
  const end = (message: IncomingMessage) => {
    message.complete = true;
    message.push(null);
    return message;
  };

  test("that is here as a whole is taken at once", () => {
    expect(takeArrived(end(receive('{"a"', ":1}")))).toEqual(Buffer.from('{"a":1}'));
  });

  test("of which some is still to come is left to be read piece by piece", async () => {
    const message = receive('{"a"');
    expect(takeArrived(message)).toBeNull();
    message.push(Buffer.from(":1}"));
    const pieces = await end(message).toArray();
    expect(Buffer.concat(pieces)).toEqual(Buffer.from('{"a":1}'));
  });

  test("of a message that broke off is not taken", () => {
    const message = end(receive("{}"));
    message.destroy();
    expect(takeArrived(message)).toBeNull();
  });
});
