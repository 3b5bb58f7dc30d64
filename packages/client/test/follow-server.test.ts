import type { IncomingMessage } from "node:http";
import type { Snapshot } from "@promptrail/core/lifecycle";
import { toProblem } from "@promptrail/http-api";
import { describe, expect, onTestFinished, test } from "vitest";
import { followServer } from "../src/follow.js";
import {
  type Script,
  sendJson,
  sendStatus,
  sendText,
  snapshotAt,
  startScriptedServer,
} from "./scripted-server.js";

const key = "pk_test_key";

interface WatchSettings {
  readonly script: Script;
  readonly revision?: number;
  readonly onSnapshot?: (snapshot: Snapshot) => void;
  readonly onProblem?: (error: unknown) => void;
}

/** Watches a scripted server every 5 ms; collects what it hears. */
async function watch({ script, revision = 0, onSnapshot, onProblem }: WatchSettings) {
  const server = await startScriptedServer(script);
  const revisions: number[] = [];
  const problems: unknown[] = [];
  const source = followServer({ url: server.url, key, pollMs: 5 });
  const close = await source.watch(
    revision,
    (snapshot) => {
      revisions.push(snapshot.revision);
      onSnapshot?.(snapshot);
    },
    (error) => {
      problems.push(error);
      onProblem?.(error);
    },
  );
  onTestFinished(close);
  return { server, source, revisions, problems, close };
}

const polls = ({ requests }: { readonly requests: readonly IncomingMessage[] }) =>
  requests.filter(({ url }) => url === "/v1/status");

const unauthenticated = toProblem({ code: "unauthenticated", message: "Send a key." });

describe("following a server", () => {
  test("tells each change once, and asks with the ETag in between", async () => {
    const { server, revisions } = await watch({ script: sendStatus(snapshotAt(3)) });
    await expect.poll(() => polls(server).length).toBeGreaterThan(3);
    expect(polls(server).at(-1)?.headers["if-none-match"]).toBe('"store-1-3"');
    server.answer(sendStatus(snapshotAt(4)));
    await expect.poll(() => revisions).toEqual([3, 4]);
  });

  test("tells nothing of the revision that is known already", async () => {
    const { server, revisions } = await watch({ script: sendStatus(snapshotAt(3)), revision: 3 });
    await expect.poll(() => polls(server).length).toBeGreaterThan(3);
    expect(revisions).toEqual([]);
  });

  test("keeps its connections: one for its polls, one for its reports, one for events", async () => {
    const ports = new Set<number | undefined>();
    const script: Script = (request, response) => {
      ports.add(request.socket.remotePort);
      sendStatus(snapshotAt(1))(request, response);
    };
    const { server } = await watch({ script });
    await expect.poll(() => polls(server).length).toBeGreaterThan(20);
    expect(ports.size).toBeLessThanOrEqual(3);
  });

  test("tells a state that went back, so that its holder can refuse it", async () => {
    const { server, revisions } = await watch({ script: sendStatus(snapshotAt(3)) });
    await expect.poll(() => revisions).toEqual([3]);
    server.answer(sendStatus(snapshotAt(2)));
    await expect.poll(() => revisions).toEqual([3, 2]);
    server.answer(sendStatus(snapshotAt(2, "store-2")));
    await expect.poll(() => revisions).toEqual([3, 2, 2]);
  });

  test.each<[string, Script, string]>([
    ["text that is not JSON", sendText("<html>"), "server_unreachable"],
    ["JSON of another kind", sendJson({}), "server_unreachable"],
    [
      "a wrong key",
      sendText(JSON.stringify(unauthenticated), 401, "application/problem+json"),
      "unauthenticated",
    ],
    [
      "a server that knows only its code",
      sendStatus(snapshotAt(9), "code_default"),
      "store_unavailable",
    ],
    ["a connection that is cut", (_, response) => response.destroy(), "server_unreachable"],
  ])("goes on through %s, and tells it once", async (_, script, code) => {
    const { server, revisions, problems } = await watch({ script });
    await expect.poll(() => polls(server).length).toBeGreaterThan(2);
    expect(problems).toMatchObject([{ code }]);
    server.answer(sendStatus(snapshotAt(7)));
    await expect.poll(() => revisions).toEqual([7]);
    expect(problems).toHaveLength(1);
  });

  test("goes on when its listeners throw", async () => {
    const fail = () => {
      throw new Error("a listener's own trouble");
    };
    const script = sendStatus(snapshotAt(1));
    const { server, revisions } = await watch({ script, onSnapshot: fail, onProblem: fail });
    await expect.poll(() => revisions).toEqual([1]);
    server.answer(sendStatus(snapshotAt(2)));
    await expect.poll(() => revisions).toEqual([1, 2]);
  });

  test("asks no more once it is closed, also in the middle of a question", async () => {
    const { server, close, problems } = await watch({ script: () => {} });
    await expect.poll(() => polls(server).length).toBe(1);
    await close();
    await close();
    expect(polls(server)).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test("reads a version that the server does not have as null", async () => {
    const problem = toProblem({ code: "unknown_version", message: "No such version." });
    const text = JSON.stringify(problem);
    const { url } = await startScriptedServer(sendText(text, 404, "application/problem+json"));
    expect(await followServer({ url, key }).readVersion("greeting", 9)).toBeNull();
  });

  test("fails to read a snapshot with the server's name while it is away", async () => {
    const source = followServer({ url: "http://127.0.0.1:1", key });
    await expect(source.readSnapshot()).rejects.toMatchObject({
      code: "server_unreachable",
      data: { url: "http://127.0.0.1:1" },
    });
  });

  test("asks less and less often for events that a proxy ends in good order, and goes on polling", async () => {
    const status = sendStatus(snapshotAt(3));
    const { server, problems } = await watch({
      script: (request, response) => {
        if (!request.url?.startsWith("/v1/events")) status(request, response);
        else sendText(": here\n\n", 200, "text/event-stream")(request, response);
      },
    });
    const streams = () => server.requests.filter(({ url }) => url?.startsWith("/v1/events"));
    const start = performance.now();
    await expect.poll(() => streams().length).toBe(5);
    // Half of 200, 400, 800 and 1,600 ms at least.
    expect(performance.now() - start).toBeGreaterThan(1_400);
    expect(polls(server).length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });
});
