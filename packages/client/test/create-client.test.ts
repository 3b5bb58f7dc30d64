import { readFileSync } from "node:fs";
import { formatApiKey, hashContent } from "@promptrail/core/lifecycle";
import { toProblem } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { createClient } from "../src/index.js";
import {
  content,
  sendJson,
  sendStatus,
  sendText,
  snapshotAt,
  startScriptedServer,
} from "./scripted-server.js";

const key = "pk_test_key";
const family = "greeting";

const body = {
  family,
  version: 1,
  key: "greeting_v1",
  changelog: null,
  content_hash: hashContent(content),
  content,
};

test("the README names every method", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const row = readme.split("\n").find((line) => line.startsWith("| `createClient` |")) ?? "";
  const named = [...row.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name).slice(1);
  expect(named.toSorted()).toEqual(
    Object.keys(createClient({ url: "http://x.example", key })).toSorted(),
  );
});

describe("a client", () => {
  test("sends its key, and the person that it acts for in UTF-8", async () => {
    const server = await startScriptedServer(sendStatus(snapshotAt(1)));
    await createClient({ url: `${server.url}/`, key, actor: "Zoë" }).status();
    const { headers, url } = server.requests[0] ?? {};
    expect(url).toBe("/v1/status");
    expect(headers?.authorization).toBe(`Bearer ${key}`);
    expect(Buffer.from(String(headers?.["promptrail-actor"]), "latin1").toString()).toBe("Zoë");
  });

  test("keeps the path that a server stands under", async () => {
    const server = await startScriptedServer(sendStatus(snapshotAt(1)));
    await createClient({ url: `${server.url}/promptrail/`, key }).status();
    expect(server.requests[0]?.url).toBe("/promptrail/v1/status");
  });

  test.each(["localhost:7070", "ftp://example.com", "http://user:word@example.com", "", "http://"])(
    "refuses the URL %j",
    (url) => {
      expect(() => createClient({ url, key })).toThrow(/http:\/\/127\.0\.0\.1:7070/);
    },
  );

  test.each(["", "two words", "line\nend"])("refuses the key %j without quoting it", (wrong) => {
    expect(() => createClient({ url: "http://127.0.0.1:1", key: wrong })).toThrow(/Copy it again/);
  });

  test("refuses a key that was cut or mistyped without quoting it, and takes an older one", () => {
    const whole = formatApiKey({ environment: "test", id: "0123456789ab", secret: "A".repeat(43) });
    const create = (each: string) => () => createClient({ url: "http://127.0.0.1:1", key: each });
    for (const wrong of [whole.slice(0, -1), whole.replace("AAA", "AAB")]) {
      expect(create(wrong)).toThrow(/^The API key is incomplete or mistyped.*Copy it again\.$/);
    }
    expect(create(whole)).not.toThrow();
    expect(create(whole.slice(0, -9))).not.toThrow();
  });

  test("asks for keys, and tells what it is told of them", async () => {
    const wire = {
      key_id: "0123456789ab",
      name: "bob",
      scopes: ["rollback"],
      families: ["fraud_*"],
      created_at: "2026-01-02T03:04:05.006Z",
      expires_at: "2026-02-02T03:04:05.006Z",
      last_used_at: null,
    };
    const told = { environment: "test", secret: "pk_…", key: wire, replaced: wire };
    const server = await startScriptedServer((request, response) => {
      const isGone = request.method === "DELETE";
      response.writeHead(isGone ? 204 : 201, { "content-type": "application/json" });
      response.end(isGone ? undefined : JSON.stringify(told));
    });
    const client = createClient({ url: server.url, key });
    const expiresAt = new Date("2026-02-02T03:04:05.006Z");
    const made = await client.addKey({
      name: "bob",
      scopes: ["rollback"],
      families: ["fraud_*"],
      expiresAt,
    });
    await client.rotateKey({ keyId: "a/b", overlapMs: 0 });
    await client.revokeKey("a/b");
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /admin/keys",
      "POST /admin/keys/a%2Fb/rotate",
      "DELETE /admin/keys/a%2Fb",
    ]);
    expect(made).toEqual({
      environment: "test",
      secret: "pk_…",
      key: {
        id: "0123456789ab",
        name: "bob",
        scopes: ["rollback"],
        families: ["fraud_*"],
        createdAt: new Date("2026-01-02T03:04:05.006Z"),
        expiresAt,
        lastUsedAt: null,
      },
      replaced: expect.objectContaining({ id: "0123456789ab" }),
    });
  });

  test("names the server that cannot be reached, and not the key", async () => {
    const failure = await createClient({ url: "http://127.0.0.1:1", key }).status().catch(String);
    expect(failure).toMatch(/server at http:\/\/127\.0\.0\.1:1 cannot be reached \(/);
    expect(failure).not.toContain(key);
  });

  test("does not carry its key through a redirect", async () => {
    const target = await startScriptedServer(sendStatus(snapshotAt(1)));
    const server = await startScriptedServer((_, response) => {
      response.writeHead(307, { location: `${target.url}/v1/status` });
      response.end();
    });
    const failure = createClient({ url: server.url, key }).status();
    await expect(failure).rejects.toMatchObject({ code: "server_unreachable" });
    expect(target.requests).toEqual([]);
  });

  test.each([
    ["a page", sendText("<h1>Bad gateway</h1>", 502)],
    ["a page that claims success", sendText("<h1>Welcome</h1>")],
    ["JSON of another kind", sendJson({ hello: "there" })],
    ["a problem without its members", sendText("{}", 500, "application/problem+json")],
  ])("says that %s is no answer of a Promptrail server", async (_, script) => {
    const server = await startScriptedServer(script);
    const failure = createClient({ url: server.url, key }).status();
    await expect(failure).rejects.toMatchObject({
      code: "server_unreachable",
      message: expect.stringContaining(`${server.url}/v1/status`),
    });
  });

  test("says that an answer was cut", async () => {
    const server = await startScriptedServer((_, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      response.write("{");
      setImmediate(() => response.destroy());
    });
    const failure = createClient({ url: server.url, key }).status();
    await expect(failure).rejects.toMatchObject({ code: "server_unreachable" });
  });

  test("asks for a recovery, and tells what it did", async () => {
    const families = [{ family, from_version: 1, to_version: 2 }];
    const wire = { lost_revision: 7, revision: 9, families, missing: ["farewell"] };
    const server = await startScriptedServer(sendJson(wire));
    const client = createClient({ url: server.url, key });
    const report = await client.recover({ keep: "fleet", reason: "The disk died" });
    expect(server.requests[0]).toMatchObject({ method: "POST", url: "/admin/recover" });
    expect(report).toEqual({
      lostRevision: 7,
      revision: 9,
      families: [{ family, fromVersion: 1, toVersion: 2 }],
      missing: ["farewell"],
    });
  });

  test("passes over what a newer server adds", async () => {
    const later = { ...body, author: "someone" };
    const server = await startScriptedServer(sendJson(later));
    const registered = await createClient({ url: server.url, key }).readVersion(family, 1);
    expect(registered).toMatchObject({ contentHash: body.content_hash, content });
  });

  test.each([
    [
      "has another text than its hash says",
      { content: { ...content, model: "fake-2" } },
      /is not used/,
    ],
    ["is of another version", { version: 2 }, /sent greeting_v2/],
    ["holds a field that would change what it means", { content: { ...content, seed: 1 } }, /seed/],
  ])("does not take a body that %s", async (_, change, message) => {
    const server = await startScriptedServer(sendJson({ ...body, ...change }));
    const failure = createClient({ url: server.url, key }).readVersion(family, 1);
    await expect(failure).rejects.toThrow(message);
  });

  test("is told of a server that is not ready without an error", async () => {
    const readiness = {
      ready: false,
      degraded: true,
      environment: "test",
      revision: 0,
      problems: ["x"],
    };
    const wire = { ...readiness, state_source: "code_default" };
    const server = await startScriptedServer(sendJson(wire, { status: 503 }));
    expect(await createClient({ url: server.url, key }).readiness()).toEqual({
      ...readiness,
      stateSource: "code_default",
    });
  });
});

describe("a stream", () => {
  const read = async (script: Parameters<typeof startScriptedServer>[0]) => {
    const server = await startScriptedServer(script);
    const events = [];
    for await (const event of createClient({ url: server.url, key }).stream(family, {})) {
      events.push(event);
    }
    return events;
  };

  test("that ends without its end is an error", async () => {
    const text = 'event: text-delta\ndata: {"text":"Hel"}\n\n';
    await expect(read(sendText(text, 200, "text/event-stream"))).rejects.toThrow(
      /ended without its last event/,
    );
  });

  test("that is cut is an error", async () => {
    const script = read((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('event: text-delta\ndata: {"text":"Hel"}\n\n');
      setImmediate(() => response.destroy());
    });
    await expect(script).rejects.toMatchObject({ code: "server_unreachable" });
  });

  test("that tells an error throws it", async () => {
    const problem = toProblem({
      code: "provider_failed",
      message: "Cut.",
      data: { kind: "network" },
    });
    const text = `: waiting\n\nevent: error\ndata: ${JSON.stringify(problem)}\n\n`;
    await expect(read(sendText(text, 200, "text/event-stream"))).rejects.toMatchObject({
      code: "provider_failed",
      message: "Cut.",
      data: { kind: "network" },
    });
  });

  test("with an event that cannot be read is an error", async () => {
    const text = "event: finish\ndata: {}\n\n";
    await expect(read(sendText(text, 200, "text/event-stream"))).rejects.toThrow(/cannot read/);
  });
});
