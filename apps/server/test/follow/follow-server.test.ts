import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { followServer } from "@promptrail/client/follow";
import { definePrompt } from "@promptrail/core";
import type { StatusSource } from "@promptrail/core/lifecycle";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { afterEach, describe, expect, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { startServer } from "../../src/index.js";
import { context, openShop, prompts, type Shop } from "../shop-project.js";

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const family = "product_description";

async function serve(shop: Shop, port = 0) {
  const server = await startServer({ promptrail: shop.promptrail, port, graceMs: 50 });
  opened.push(server);
  return { ...server, port: Number(new URL(server.url).port) };
}

async function openServedShop() {
  const shop = await openShop();
  opened.push(shop.promptrail);
  const key = "a-key-that-the-operator-chose";
  await shop.promptrail.keys.ensureAdmin({ chosen: key });
  return { shop, key, server: await serve(shop) };
}

/** Each process has its own last-known-good file. */
async function makeProjectFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-follower-"));
  opened.push({ close: () => rm(folder, { recursive: true, force: true }) });
  return folder;
}

async function follow(statusSource: StatusSource, problems: unknown[] = []): Promise<Promptrail> {
  const projectFolder = await makeProjectFolder();
  const follower: Promptrail = await createPromptrail(
    {
      prompts: [...prompts],
      providers: [fakeProvider({ answers: () => "A kettle." })],
      projectFolder,
    },
    { statusSource, onProblem: (error) => problems.push(error) },
  );
  opened.push(follower);
  return follower;
}

const active = (promptrail: Promptrail) => promptrail.resolve(family).version.version;

describe("a process that follows a server", () => {
  test("serves what the server says is live, and hears of a rollback in under a second", async () => {
    const { shop, key, server } = await openServedShop();
    const follower = await follow(followServer({ url: server.url, key }));
    expect(follower.status()).toMatchObject({
      stateSource: "store",
      revision: 1,
      environment: "test",
    });
    expect(active(follower)).toBe(2);
    await shop.promptrail.rollback({ family, actor: "test" });
    const startedAt = performance.now();
    await expect.poll(() => active(follower), { interval: 5 }).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(slack * 1_000);
    expect(await follower.call(family, context)).toMatchObject({
      version: 1,
      stateSource: "store",
    });
  });

  test("serves a version that its own build does not have", async () => {
    const { key, server } = await openServedShop();
    const older = definePrompt({
      family,
      version: 1,
      status: "active",
      provider: "fake",
      model: "fake-1",
      maxTokens: 600,
      system: "You write product descriptions.",
      userTemplate: "Name: {{ product.name }}",
    });
    const provider = fakeProvider({ answers: () => "A kettle." });
    const follower: Promptrail = await createPromptrail(
      { prompts: [older], providers: [provider], projectFolder: await makeProjectFolder() },
      { statusSource: followServer({ url: server.url, key }) },
    );
    opened.push(follower);
    expect(await follower.call(family, context)).toMatchObject({ version: 2, degraded: null });
    expect(provider.calls[0]?.request.messages[1]?.content).toEqual([
      { type: "text", text: "Name: Kettle\nPrice: € 12,50" },
    ]);
  });

  test("goes on with what it knows while the server is away, and catches up when it is back", async () => {
    const { shop, key, server } = await openServedShop();
    const problems: unknown[] = [];
    const follower = await follow(followServer({ url: server.url, key, pollMs: 20 }), problems);
    await server.close();
    await expect.poll(() => problems.length).toBeGreaterThan(0);
    expect(problems[0]).toMatchObject({
      code: "server_unreachable",
      message: expect.stringContaining(server.url),
    });
    expect(await follower.call(family, context)).toMatchObject({
      version: 2,
      stateSource: "store",
    });
    await shop.promptrail.rollback({ family, actor: "test" });
    await serve(shop, server.port);
    await expect.poll(() => active(follower), { interval: 5 }).toBe(1);
  });

  test("starts without the server, by its code, and takes the live state when there is one", async () => {
    const { shop, key, server } = await openServedShop();
    await server.close();
    await shop.promptrail.rollback({ family, actor: "test" });
    const follower = await follow(followServer({ url: server.url, key, pollMs: 20 }));
    expect(follower.status()).toMatchObject({ stateSource: "code_default", revision: 0 });
    expect(active(follower)).toBe(2);
    await serve(shop, server.port);
    await expect.poll(() => active(follower), { interval: 5 }).toBe(1);
  });

  test("refuses the state of another store behind the same address", async () => {
    const { key, server } = await openServedShop();
    const problems: { readonly message?: string }[] = [];
    let polls = 0;
    const counted: typeof fetch = (...request) => {
      polls += 1;
      return fetch(...request);
    };
    const source = followServer({ url: server.url, key, pollMs: 20, fetch: counted });
    const follower = await follow(source, problems);
    await server.close();
    const other = await openShop();
    opened.push(other.promptrail);
    await other.promptrail.keys.ensureAdmin({ chosen: key });
    await other.promptrail.rollback({ family, actor: "test" });
    await serve(other, server.port);
    const regressions = () =>
      problems.filter(({ message }) => message?.startsWith("state_regression"));
    await expect.poll(() => regressions().length).toBe(1);
    expect(active(follower)).toBe(2);
    // Told once, not at every poll.
    const told = polls;
    await expect.poll(() => polls).toBeGreaterThan(told + 3);
    expect(regressions()).toHaveLength(1);
  });

  test("says that its key is wrong, and is let in once it is not", async () => {
    const { shop, server } = await openServedShop();
    const key = "another-key-set-by-operator";
    const problems: unknown[] = [];
    const follower = await follow(followServer({ url: server.url, key, pollMs: 20 }), problems);
    await expect.poll(() => problems[0]).toMatchObject({ code: "unauthenticated" });
    await shop.promptrail.rollback({ family, actor: "test" });
    await shop.promptrail.keys.ensureAdmin({ chosen: key });
    await expect.poll(() => active(follower), { interval: 5 }).toBe(1);
  });
});
