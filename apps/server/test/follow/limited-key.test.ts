import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followServer } from "@promptrail/client/follow";
import { definePrompt, isPromptrailError, memory } from "@promptrail/core";
import type { Scope } from "@promptrail/core/lifecycle";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { startServer } from "../../src/index.js";

const shared = { provider: "fake", model: "fake-1", maxTokens: 50, userTemplate: "Hello" } as const;
const greetings = [
  definePrompt({ ...shared, family: "greeting", version: 1, status: "deprecated" }),
  definePrompt({
    ...shared,
    family: "greeting",
    version: 2,
    status: "active",
    changelog: "Warmer.",
    userTemplate: "A warm hello",
  }),
];
const score = definePrompt({ ...shared, family: "fraud_score", version: 1, status: "active" });

/** A server of two families, and a follower that has one of them, and a key for that one alone. */
async function openServer(scopes: readonly Scope[] = ["read", "report"]) {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-limited-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const promptrail = await createPromptrail({
    prompts: [...greetings, score],
    providers: [fakeProvider()],
    store: memory(),
    environment: "test",
    projectFolder: join(folder, "server"),
  });
  onTestFinished(() => promptrail.close());
  const web = { name: "web", scopes, families: ["greeting"] };
  const { secret: key } = await promptrail.keys.add(web);
  const serve = async (port: number) => {
    const server = await startServer({ promptrail, port, graceMs: 50 });
    onTestFinished(() => server.close());
    return server;
  };
  const server = await serve(0);
  const problems: unknown[] = [];
  const follow = async (): Promise<Promptrail> => {
    const follower = await createPromptrail(
      {
        prompts: greetings,
        providers: [fakeProvider()],
        environment: "test",
        projectFolder: join(folder, "web"),
      },
      {
        statusSource: followServer({ url: server.url, key, pollMs: 20 }),
        onProblem: (error) => problems.push(error),
        process: { name: "web-1" },
      },
    );
    onTestFinished(() => follower.close());
    return follower;
  };
  const again = () => serve(Number(new URL(server.url).port));
  return { promptrail, server, again, follow, problems };
}

const by = { family: "greeting", actor: "test" };
const active = (promptrail: Promptrail) => promptrail.resolve("greeting").version.version;
const patience = { interval: 5, timeout: 10_000 };

test("a follower with a key for its own families follows them, and misses nothing of the others", async () => {
  const { promptrail, follow, problems } = await openServer();
  const follower = await follow();
  await promptrail.rollback(by);
  await expect.poll(() => active(follower), patience).toBe(1);
  await promptrail.drill({ ...by, family: "fraud_score" });
  await expect.poll(() => follower.status().revision, patience).toBe(4);
  expect(problems).toEqual([]);
  expect(follower.status().problems).toEqual([]);
});

test("a follower whose key may not report goes on following, and says so once", async () => {
  const { promptrail, follow, problems } = await openServer(["read"]);
  const follower = await follow();
  // Each revision that it applies is a report that is refused.
  await promptrail.rollback(by);
  await expect.poll(() => active(follower), patience).toBe(1);
  await expect.poll(() => problems.length, patience).toBe(1);
  await promptrail.promote({ ...by, toVersion: 2, reason: "Back.", override: "A test." });
  await expect.poll(() => active(follower), patience).toBe(2);
  await follower.close();
  expect(problems).toEqual([
    expect.objectContaining({
      code: "forbidden",
      message: expect.stringMatching(/goes on following.*lacks the scope "report"/s),
    }),
  ]);
  expect((await promptrail.fleet()).map(({ name }) => name)).not.toContain("web-1");
});

test("a follower that started without its server takes what was decided meanwhile", async () => {
  const { promptrail, server, again, follow, problems } = await openServer();
  const before = await follow();
  await before.close();
  await server.close();
  const follower = await follow();
  expect(follower.status().stateSource).toBe("last_known_good");
  expect(active(follower)).toBe(2);
  await promptrail.rollback(by);
  await again();
  await expect.poll(() => active(follower), patience).toBe(1);
  const codes = problems.map((error) => (isPromptrailError(error) ? error.code : error));
  expect(new Set(codes)).toEqual(new Set(["server_unreachable"]));
});
