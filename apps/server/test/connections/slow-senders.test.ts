import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "../../src/index.js";
import { openShop, type Shop } from "../shop-project.js";

const path = "/admin/prompts/product_description/rollback";

let shop: Shop;
let server: RunningServer;
let failures: unknown[];
const sockets: Socket[] = [];

beforeEach(async () => {
  failures = [];
  shop = await openShop();
  const onProblem = (error: unknown) => failures.push(error);
  server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50, onProblem });
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
  await shop.promptrail.close();
});

/** A connection on which something was sent, and what comes of it until it ends. */
function send(text: string) {
  const startedAt = performance.now();
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  sockets.push(socket);
  let answer = "";
  const told = socket.setEncoding("utf8").on("data", (piece: string) => {
    answer += piece;
  });
  const ended = new Promise<{ readonly answer: string; readonly afterMs: number }>((resolve) => {
    told.on("error", () => {});
    told.on("close", () => resolve({ answer, afterMs: performance.now() - startedAt }));
  });
  socket.write(text);
  return { socket, ended };
}

const head = async (length: number) => {
  const { authorization } = await shop.keyFor("rollback");
  return `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
};

describe("a client that sends slowly", () => {
  test("is cut at the times that are promised, for its head and for its body", async () => {
    const slowHead = send("GET /healthz HTTP/1.1\r\nHost: x\r\n");
    const slowBody = send(`${await head(100)}{"reason": `);
    const { answer, afterMs } = await slowHead.ended;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(afterMs).toBeGreaterThan(9_900);
    // Within the second in which the server looks, and a busy machine's time.
    expect(afterMs).toBeLessThan(16_000);
    const cut = await slowBody.ended;
    expect(cut.afterMs).toBeGreaterThan(29_900);
    expect(cut.afterMs).toBeLessThan(36_000);
    expect(failures).toEqual([]);
  });
});

describe("a client that leaves while it uploads", () => {
  test.each([
    ["tells its length", async () => `${await head(900_000)}{"reason": "${"x".repeat(10_000)}`],
    [
      "sends pieces",
      async () =>
        `${(await head(0)).replace(/Content-Length: 0/, "Transfer-Encoding: chunked")}5\r\n{"rea\r\n`,
    ],
  ])("and %s is no failure of the server", async (_what, text) => {
    for (let each = 0; each < 5; each += 1) {
      const { socket, ended } = send(await text());
      await expect.poll(() => socket.bytesWritten).toBeGreaterThan(0);
      socket.destroy();
      await ended;
    }
    // Whoever comes after them is answered, and then nothing of them is left.
    const after = await fetch(`${server.url}/healthz`);
    expect(await after.json()).toEqual({ status: "ok" });
    await server.close();
    expect(failures).toEqual([]);
  });
});
