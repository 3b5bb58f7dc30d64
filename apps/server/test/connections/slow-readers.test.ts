import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { definePrompt, memory } from "@promptrail/core";
import type { StreamEvent } from "@promptrail/core/provider-kit";
import { createPromptrail } from "@promptrail/runtime";
import { expect, onTestFinished, test, vi } from "vitest";
import { startServer } from "../../src/index.js";
import { hangingProvider } from "../hanging-provider.js";

const adminKey = "a-key-that-the-operator-chose";
/** As long as a rendered text may be, and each of its characters has six bytes in the answer. */
const repeated = definePrompt({
  family: "repeated",
  version: 1,
  status: "active",
  userTemplate: "{{ text }}".repeat(12),
  provider: "fake",
  model: "fake-1",
  maxTokens: 9,
});
const body = JSON.stringify({ context: { text: "\u0001".repeat(160_000) } });

const toRequest = (route: string) =>
  `POST /v1/prompts/repeated/${route} HTTP/1.1\r\nHost: x\r\nX-Request-Id: my-${route}\r\nAuthorization: Bearer ${adminKey}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

async function open() {
  const { provider: hanging } = hangingProvider();
  const provider = { ...hanging, stream: streamForEver };
  const store = memory();
  const config = { prompts: [repeated], providers: [provider], store, environment: "test" };
  const promptrail = await createPromptrail(config, { onProblem: () => {} });
  const server = await startServer({ promptrail, port: 0, graceMs: 50, adminKey });
  onTestFinished(async () => {
    await server.close();
    await promptrail.close();
  });
  return (...routes: readonly string[]) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => {});
    socket.write(routes.map(toRequest).join(""));
    return socket;
  };
}

/** More than any connection takes of one who reads nothing. */
async function* streamForEver(): AsyncGenerator<StreamEvent> {
  for (;;) yield { type: "text-delta", text: "more ".repeat(20_000) };
}

/** What the server tells of its readers on standard error. */
function hear(): readonly string[] {
  const lines: string[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((...said) => {
    lines.push(said.map(String).join(" "));
  });
  onTestFinished(() => spy.mockRestore());
  return lines;
}

/** Reads a piece, and then nothing for a moment. */
function readSlowly(socket: Socket): { bytes: number } {
  const taken = { bytes: 0 };
  socket.on("data", (piece: Buffer) => {
    taken.bytes += piece.byteLength;
    socket.pause();
    setTimeout(() => socket.resume(), 400);
  });
  return taken;
}

/** Both ends of every connection: who reads nothing does not hear that the other end has closed it. */
const countEnds = () =>
  process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;

test("a reader that takes nothing is cut, and told of in one line; one that is slow, or waits for a call, is not", async () => {
  const told = hear();
  const send = await open();
  const startedAt = performance.now();
  const slow = send("render");
  const taken = readSlowly(slow);
  // An answer, and behind it a call that has none yet.
  const waiting = send("render", "call").resume();
  const stalled = send("render").pause();
  const deaf = send("stream").pause();
  await expect.poll(countEnds).toBe(8);
  await expect.poll(countEnds).toBe(6);
  const afterMs = performance.now() - startedAt;
  expect(afterMs).toBeGreaterThan(14_000);
  expect(afterMs).toBeLessThan(50_000);
  const ended = [once(stalled, "close"), once(deaf, "close")];
  stalled.resume();
  deaf.resume();
  await Promise.all(ended);
  expect(told.toSorted()).toEqual(
    ["render", "stream"].map(
      (route) =>
        `promptrail server (test), request my-${route}, POST /v1/prompts/{family}/${route}: The reader took nothing of its answer for 30 s, and its connection is closed.`,
    ),
  );
  expect([slow.destroyed, waiting.destroyed]).toEqual([false, false]);
  const before = taken.bytes;
  await expect.poll(() => taken.bytes).toBeGreaterThan(before);
});
