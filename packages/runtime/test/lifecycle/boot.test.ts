import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { definePrompt, memory, PromptrailError, type Store } from "@promptrail/core";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { formatKeptState, parseKeptState } from "../../src/last-known-good/kept-state.js";
import { greetingV1, scoreV1 } from "../prompts.js";
import { withStatus } from "../with-status.js";
import { activeOf, startRuntime } from "./start-runtime.js";
import { switchableStore } from "./switchable-store.js";
import { findClosedPort, startListener, tcpStore } from "./tcp-store.js";
import { temporaryFolder } from "./temporary-folder.js";

const by = { actor: "ada", reason: "It went bad." } as const;
const bootLimitMs = 3_000;
const decisionLimitMs = 2_000;

/** A process on a store that works rolls back, and leaves its last-known-good file in the folder. */
async function leaveRollback(store: Store, projectFolder: string): Promise<void> {
  const { promptrail } = await startRuntime({ store, projectFolder });
  await promptrail.rollback({ ...by, family: "greeting" });
  await promptrail.close();
}

const outages: readonly (readonly [string, () => Promise<Store>])[] = [
  ["refuses connections", async () => tcpStore(await findClosedPort())],
  ["accepts and never answers", async () => tcpStore(await startListener(0, null))],
  ["hangs in whatever it does", async () => switchableStore(memory(), "silent")],
];

describe.each(outages)("a store that %s when a process starts", (_title, makeStore) => {
  test("does not keep it from serving what the code declares within three seconds", async () => {
    const store = await makeStore();
    const started = await startRuntime({ store, projectFolder: temporaryFolder() });
    expect(started.tookMs).toBeLessThan(slack * bootLimitMs);
    expect(activeOf(started)).toBe(2);
    const result = await started.promptrail.call("greeting", { name: "Ada" });
    expect(result.stateSource).toBe("code_default");
    expect(started.promptrail.status().problems).toMatchObject([{ code: "store_unavailable" }]);
  });

  test("ends at once one that is nothing without it", async () => {
    const settings = { startsWithoutStore: false, bootDeadlineMs: 200 };
    const changes = { store: await makeStore(), projectFolder: temporaryFolder() };
    const starting = startRuntime(changes, settings);
    await expect(starting).rejects.toMatchObject({ code: "store_unavailable" });
    await expect(starting).rejects.toThrow(/Nothing answers|did not answer within 200 ms/);
  });

  test("leaves it on the last-known-good file", async () => {
    const projectFolder = temporaryFolder();
    await leaveRollback(switchableStore(), projectFolder);
    const started = await startRuntime({ store: await makeStore(), projectFolder });
    expect(started.tookMs).toBeLessThan(slack * bootLimitMs);
    expect(activeOf(started)).toBe(1);
    const result = await started.promptrail.call("greeting", { name: "Ada" });
    expect(result).toMatchObject({ stateSource: "last_known_good", degraded: null });
  });

  test("fails its decisions in under two seconds, with the reason", async () => {
    const store = await makeStore();
    const { promptrail } = await startRuntime({ store, projectFolder: temporaryFolder() });
    const askedAt = performance.now();
    const decision = promptrail.rollback({ ...by, family: "greeting" });
    await expect(decision).rejects.toMatchObject({ code: "store_unavailable" });
    await expect(decision).rejects.toThrow(/keeps trying/);
    expect(performance.now() - askedAt).toBeLessThan(slack * decisionLimitMs);
  });
});

describe("a process that started without its store", () => {
  test("joins when the store answers: declares, follows, and writes what waited", async () => {
    const port = await findClosedPort();
    const inner = memory();
    const started = await startRuntime({
      store: tcpStore(port, inner),
      projectFolder: temporaryFolder(),
    });
    await started.promptrail.call("greeting", { name: "Ada" });
    expect(started.promptrail.status().problems).toMatchObject([{ code: "store_unavailable" }]);
    await startListener(port, "ready");
    await expect.poll(() => started.promptrail.status().stateSource).toBe("store");
    expect(started.promptrail.status().problems).toEqual([]);
    const read = () => started.promptrail.calls.read({ limit: 9 });
    await expect.poll(read).toMatchObject([{ stateSource: "code_default" }]);
    const other = await startRuntime({ store: inner });
    await other.promptrail.rollback({ ...by, family: "greeting" });
    await expect.poll(() => activeOf(started)).toBe(1);
  });

  test("reports what keeps it away once, however often it tries", async () => {
    const store = switchableStore(memory(), "refusing");
    const started = await startRuntime({ store, projectFolder: temporaryFolder() });
    await expect.poll(store.attempts).toBeGreaterThan(3);
    const reports = started.problems.filter((problem) => String(problem).includes("refused"));
    expect(reports).toHaveLength(1);
  });

  test("refuses the families that must not be served on code alone, and takes a pin", async () => {
    const { promptrail } = await startRuntime({
      store: switchableStore(memory(), "refusing"),
      projectFolder: temporaryFolder(),
      families: { greeting: { withoutState: "refuse" } },
    });
    const call = promptrail.call("greeting", { name: "Ada" });
    await expect(call).rejects.toMatchObject({ code: "store_unavailable" });
    await expect(call).rejects.toThrow(/withoutState/);
    const rendered = promptrail.render("greeting", { name: "Ada" });
    await expect(rendered).rejects.toMatchObject({ code: "store_unavailable" });
    expect((await promptrail.call("greeting", { name: "Ada" }, { version: 1 })).version).toBe(1);
    expect(
      (await promptrail.call("score", { text: "x" }, { accept: ["invalid_output"] })).version,
    ).toBe(1);
  });

  test("serves a refusing family again once the file tells what is live", async () => {
    const projectFolder = temporaryFolder();
    await leaveRollback(switchableStore(), projectFolder);
    const { promptrail } = await startRuntime({
      store: switchableStore(memory(), "refusing"),
      projectFolder,
      families: { greeting: { withoutState: "refuse" } },
    });
    expect((await promptrail.call("greeting", { name: "Ada" })).version).toBe(1);
  });

  test("keeps the file's state and reports a store that came back with an older one", async () => {
    const projectFolder = temporaryFolder();
    const inner = memory();
    await startRuntime({ store: inner });
    const opened = await inner.open({ environment: "production", projectFolder });
    const older = await opened.status.readSnapshot();
    await leaveRollback(switchableStore(inner), projectFolder);
    const restored = { ...opened.status, readSnapshot: async () => older };
    const store: Store = {
      description: "restored",
      migrate: async () => [],
      open: async () => ({ ...opened, status: { ...restored, watch: async () => async () => {} } }),
    };
    const started = await startRuntime({ store, projectFolder });
    expect(activeOf(started)).toBe(1);
    expect(started.promptrail.status()).toMatchObject({
      stateSource: "last_known_good",
      problems: [{ code: "state_regression" }],
    });
  });

  test("does not take higher revisions of a history without the file's last decision", async () => {
    const projectFolder = temporaryFolder();
    const inner = memory();
    await leaveRollback(switchableStore(inner), projectFolder);
    const file = join(projectFolder, ".promptrail", "last-known-good-production.json");
    const kept = parseKeptState(readFileSync(file, "utf8"), "production");
    if (typeof kept === "string") throw new Error(kept);
    const lost = { ...kept, snapshot: { ...kept.snapshot, headHash: "sha256-lost" } };
    writeFileSync(file, formatKeptState(lost));
    const other = await startRuntime({ store: inner });
    const promotion = { ...by, family: "greeting", toVersion: 3, override: "Tried." };
    await other.promptrail.promote(promotion);
    const started = await startRuntime({ store: switchableStore(inner), projectFolder });
    expect(activeOf(started)).toBe(1);
    expect(started.promptrail.status().problems).toMatchObject([{ code: "state_regression" }]);
  });

  test("takes the state of another store than the file's", async () => {
    const projectFolder = temporaryFolder();
    await leaveRollback(switchableStore(), projectFolder);
    const started = await startRuntime({ store: switchableStore(), projectFolder });
    expect(activeOf(started)).toBe(2);
    expect(started.promptrail.status()).toMatchObject({ stateSource: "store", problems: [] });
  });
});

test("a store that answers while a process still joins it takes no family from the process", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  let goOn = () => {};
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const store = withStatus(memory(), (status) => ({
    decide: (command) => gate.then(() => status.decide(command)),
  }));
  const started = await startRuntime({ store }, { bootDeadlineMs: 1 });
  expect(started.promptrail.status().problems).toMatchObject([{ code: "store_unavailable" }]);
  const applied: number[] = [];
  started.promptrail.watch((revision) => applied.push(revision));
  // A sign of life, which the store answers.
  await vi.advanceTimersByTimeAsync(5_000);
  await expect.poll(() => started.promptrail.status().problems).toEqual([]);
  expect(activeOf(started)).toBe(2);
  goOn();
  await expect.poll(() => started.promptrail.status().stateSource).toBe("store");
  expect(applied[0]).toBeGreaterThan(0);
  expect(activeOf(started)).toBe(2);
});

test.each(["store_locked", "config_invalid"] as const)(
  "a store that fails with %s keeps a process from starting",
  async (code) => {
    const store: Store = {
      description: "locked",
      migrate: async () => [],
      open: async () => Promise.reject(new PromptrailError(code, "Another process has it.")),
    };
    await expect(startRuntime({ store })).rejects.toMatchObject({ code });
  },
);

test("a process serves from the file a version that its build does not have", async () => {
  const projectFolder = temporaryFolder();
  const inner = memory();
  const newer = definePrompt({
    family: "greeting",
    version: 4,
    status: "active",
    changelog: "Newer.",
    provider: "fake",
    model: "m",
    maxTokens: 5,
    userTemplate: "Newest {{ name }}.",
  });
  await startRuntime({ store: inner, prompts: [greetingV1, newer, scoreV1] });
  const old = await startRuntime({ store: switchableStore(inner), projectFolder });
  expect(activeOf(old)).toBe(4);
  await old.promptrail.close();
  const store = switchableStore(inner, "refusing");
  const started = await startRuntime({ store, projectFolder });
  const { messages, version } = await started.promptrail.render("greeting", { name: "Ada" });
  expect(version.key).toBe("greeting_v4");
  expect(JSON.stringify(messages)).toContain("Newest Ada.");
});
