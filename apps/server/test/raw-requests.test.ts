import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type RunningServer, startServer } from "../src/index.js";
import { openShop } from "./shop-project.js";

const opened: { close(): Promise<void> }[] = [];
const path = "/admin/prompts/product_description/rollback";

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function serve(): Promise<{ readonly server: RunningServer; readonly key: string }> {
  const shop = await openShop();
  const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50 });
  opened.push(shop.promptrail, server);
  const { created } = await shop.promptrail.keys.ensureAdmin({ chosen: "" });
  return { server, key: created ?? "" };
}

/** Sends a body in pieces, without telling its length. */
async function postChunked(url: string, key: string, pieces: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "transfer-encoding": "chunked",
    };
    const sent = request(url, { method: "POST", headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}

test("a rollback needs no body, and no length of one", async () => {
  const { server, key } = await serve();
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    socket.on("error", reject).on("close", () => resolve(text));
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nConnection: close\r\n\r\n`,
    );
  });
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('"rolled_back_to":"product_description_v1"');
});

test("a body in pieces of unknown length is read", async () => {
  const { server, key } = await serve();
  const status = await postChunked(`${server.url}${path}`, key, ['{"reason":', ' "It went bad."}']);
  expect(status).toBe(200);
});

test("a body of unknown length is refused once it is too large", async () => {
  const { server, key } = await serve();
  const pieces = [
    '{"reason": "',
    ..."x"
      .repeat(12)
      .split("")
      .map((x) => x.repeat(100_000)),
    '"}',
  ];
  expect(await postChunked(`${server.url}${path}`, key, pieces)).toBe(413);
});

test("a sender that reads only once it has sent too much gets to read why", async () => {
  const { server, key } = await serve();
  const { port } = new URL(server.url);
  const body = JSON.stringify({ reason: "x".repeat(8_000_000) });
  const socket = connect({ port: Number(port), host: "127.0.0.1" }).pause();
  const answer = await new Promise<string>((resolve, reject) => {
    let text = "";
    socket.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
    });
    socket.on("error", reject).on("close", () => resolve(text));
    const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(head + body, () => socket.resume());
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain("Send less.");
});
