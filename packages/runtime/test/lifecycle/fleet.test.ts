import { memory, type Store } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { startRuntime } from "./start-runtime.js";
import { type SwitchableStore, switchableStore } from "./switchable-store.js";
import { temporaryFolder } from "./temporary-folder.js";

const by = { actor: "ada", reason: "It went bad." } as const;

async function startFleet(store: Store, names: readonly string[]) {
  const start = (name: string) =>
    startRuntime({ store, projectFolder: temporaryFolder() }, { process: { name } });
  return Promise.all(names.map(start));
}

describe("the fleet", () => {
  test("shows each process with its name, role, revision and state", async () => {
    const store = memory();
    const [first] = await startFleet(store, ["one", "two"]);
    const server = await startRuntime({ store }, { process: { name: "three", role: "server" } });
    const read = async () =>
      (await server.promptrail.fleet()).map(({ name, role }) => `${name} ${role}`).sort();
    // Whoever reports first comes first.
    await expect.poll(read).toEqual(["one runtime", "three server", "two runtime"]);
    const revision = first?.promptrail.status().revision ?? 0;
    const answer = await server.promptrail.waitForFleet({ revision, timeoutMs: 1_000 });
    expect(answer).toMatchObject({ total: 3, acknowledged: 3, missing: [] });
    const members = await server.promptrail.fleet();
    expect(members.every(({ stateSource }) => stateSource === "store")).toBe(true);
  });

  test("forgets a process that was closed", async () => {
    const [first, second] = await startFleet(memory(), ["one", "two"]);
    await expect.poll(async () => (await first?.promptrail.fleet())?.length).toBe(2);
    await second?.promptrail.close();
    expect((await first?.promptrail.fleet())?.map(({ name }) => name)).toEqual(["one"]);
  });

  test("acknowledges a rollback in every process", async () => {
    const [first] = await startFleet(memory(), ["one", "two", "three"]);
    await expect.poll(async () => (await first?.promptrail.fleet())?.length).toBe(3);
    const result = await first?.promptrail.rollback({ ...by, family: "greeting" });
    const revision = result?.decision?.revision ?? 0;
    const answer = await first?.promptrail.waitForFleet({ revision, timeoutMs: 2_000 });
    expect(answer).toMatchObject({ total: 3, acknowledged: 3, missing: [] });
    expect(answer?.slowest?.appliedAfterMs).toBeGreaterThanOrEqual(0);
  });

  test("names the process that did not hear of it in time", async () => {
    const inner = memory();
    const cut: SwitchableStore = switchableStore(inner);
    const [first] = await startFleet(inner, ["one"]);
    await startRuntime(
      { store: cut, projectFolder: temporaryFolder() },
      { process: { name: "cut off" } },
    );
    await expect.poll(async () => (await first?.promptrail.fleet())?.length).toBe(2);
    cut.switchTo("refusing");
    const result = await first?.promptrail.rollback({ ...by, family: "greeting" });
    const revision = result?.decision?.revision ?? 0;
    const answer = await first?.promptrail.waitForFleet({ revision, timeoutMs: 150 });
    expect(answer).toMatchObject({ total: 2, acknowledged: 1, missing: ["cut off"] });
  });

  test("is drilled without a change of what is served, and the figures are kept", async () => {
    const [first, second] = await startFleet(memory(), ["one", "two"]);
    await expect.poll(async () => (await first?.promptrail.fleet())?.length).toBe(2);
    const before = second?.promptrail.status();
    const result = await first?.promptrail.drill({ actor: "ada", family: "greeting" });
    expect(result?.answer).toMatchObject({ total: 2, acknowledged: 2 });
    expect(result?.drill).toMatchObject({ family: "greeting", actor: "ada", processes: 2 });
    expect(result?.drill.appliedAfterMs).toHaveLength(2);
    expect(result?.members.map(({ name }) => name).sort()).toEqual(["one", "two"]);
    const after = second?.promptrail.status();
    expect(after?.revision).toBe((before?.revision ?? 0) + 1);
    expect(after?.snapshot.families).toEqual(before?.snapshot.families);
    const drills = await first?.promptrail.drills({ limit: 5 });
    expect(drills).toEqual([result?.drill]);
  });
});
