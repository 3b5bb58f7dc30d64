import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@promptrail/client";
import { followServer } from "@promptrail/client/follow";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { startServer } from "../../src/index.js";
import { openShop, prompts } from "../shop-project.js";

const family = "product_description";
const key = "a-key-that-the-operator-chose";

async function openServedShop() {
  const shop = await openShop({ gate: "none" });
  onTestFinished(() => shop.promptrail.close());
  await shop.promptrail.keys.ensureAdmin({ chosen: key });
  const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50 });
  onTestFinished(() => server.close());
  return { ...shop, server, client: createClient({ url: server.url, key, actor: "Zoë" }) };
}

async function follow(url: string, name: string): Promise<Promptrail> {
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-fleet-"));
  const follower: Promptrail = await createPromptrail(
    { prompts: [...prompts], providers: [fakeProvider()], projectFolder },
    { statusSource: followServer({ url, key }), process: { name }, onProblem: () => {} },
  );
  onTestFinished(async () => {
    await follower.close();
    await rm(projectFolder, { recursive: true, force: true });
  });
  return follower;
}

describe("the fleet", () => {
  test("shows the server and its followers with the revision that each has, until they leave", async () => {
    const { client, server } = await openServedShop();
    const web = await follow(server.url, "web-1");
    await follow(server.url, "web-2");
    const told = async () =>
      (await client.fleet())
        .map(({ name, role, revision }) => `${role} ${name} ${revision}`)
        .sort();
    await expect.poll(told).toEqual(["follower web-1 1", "follower web-2 1", "server shop 1"]);
    await client.rollback({ family });
    await expect.poll(told).toEqual(["follower web-1 2", "follower web-2 2", "server shop 2"]);
    await web.close();
    expect(await told()).toEqual(["follower web-2 2", "server shop 2"]);
  });

  test("is waited for by a rollback and a promotion that ask for it", async () => {
    const { client, server } = await openServedShop();
    await follow(server.url, "web-1");
    await expect.poll(async () => (await client.fleet()).length).toBe(2);
    const rolled = await client.rollback({ family, wait: { timeoutMs: 5_000 } });
    expect(rolled.fleet).toEqual({
      acknowledged: 2,
      total: 2,
      slowest: { name: expect.any(String), appliedAfterMs: expect.any(Number) },
      missing: [],
    });
    const promoted = await client.promote({
      family,
      toVersion: 3,
      reason: "Shorter.",
      wait: { timeoutMs: 5_000 },
    });
    expect(promoted.fleet).toMatchObject({ acknowledged: 2, total: 2 });
  });

  test("that does not follow in time is named, and the decision stands", async () => {
    const { client, ask } = await openServedShop();
    const body = {
      name: "web-9",
      revision: 1,
      applied_ago_ms: 0,
      state_source: "store",
      problems: [],
    };
    const put = await ask("/v1/processes/run-9", { method: "PUT", scopes: ["report"], body });
    expect(put.status).toBe(204);
    await expect.poll(async () => (await client.fleet()).length).toBe(2);
    const { fleet, revision } = await client.rollback({ family, wait: { timeoutMs: 1_000 } });
    expect(fleet).toMatchObject({ acknowledged: 1, total: 2, missing: ["web-9"] });
    expect(revision).toBe(2);
  });

  test("is measured by a drill, which changes nothing and is kept", async () => {
    const { client, server, promptrail } = await openServedShop();
    const before = promptrail.status().families;
    await follow(server.url, "web-1");
    await expect.poll(async () => (await client.fleet()).length).toBe(2);
    const { drill, answer, members } = await client.drill({ family, reason: "Monday's." });
    expect(answer).toMatchObject({ acknowledged: 2, total: 2, missing: [] });
    expect(drill).toMatchObject({
      family,
      revision: 2,
      actor: "Zoë via key:admin-from-environment",
    });
    expect(drill.appliedAfterMs).toHaveLength(2);
    expect(members.map(({ revision }) => revision)).toEqual([2, 2]);
    expect(await client.drills({ limit: 1 })).toEqual([drill]);
    expect(promptrail.status().families.map(({ state }) => state)).toEqual(
      before.map(({ state }) => state),
    );
  });
});

describe("a follower's report", () => {
  const report = {
    name: "web-1",
    revision: 1,
    applied_ago_ms: 0,
    state_source: "store",
    problems: [],
  };

  test("counts for its own key alone", async () => {
    const { ask, client } = await openServedShop();
    const path = "/v1/processes/run-1";
    await ask(path, { method: "PUT", scopes: ["report"], body: report });
    expect((await ask(path, { method: "DELETE", scopes: ["report"] })).status).toBe(204);
    const names = (await client.fleet()).map(({ name }) => name);
    expect(names).toContain("web-1");
  });

  test.each([
    ["without a name", "run-1", { ...report, name: " " }],
    ["with a revision that is none", "run-1", { ...report, revision: -1 }],
    ["with a role of its own", "run-1", { ...report, role: "server" }],
    ["with a thousand problems", "run-1", { ...report, problems: Array(1_000).fill("x") }],
    ["under an odd name", "run%2F1", report],
  ])("%s is refused", async (_, id, body) => {
    const { ask } = await openServedShop();
    expect((await ask(`/v1/processes/${id}`, { method: "PUT", body })).status).toBe(400);
  });
});
