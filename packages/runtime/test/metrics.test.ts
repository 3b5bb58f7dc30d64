import { metrics } from "@opentelemetry/api";
import { memory, PromptrailError, type Store } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { pick, startMetrics, valuesBy } from "./collected-metrics.js";
import { startRuntime } from "./lifecycle/start-runtime.js";
import { switchableStore } from "./lifecycle/switchable-store.js";
import { temporaryFolder } from "./lifecycle/temporary-folder.js";

const by = { actor: "ada", reason: "It went bad." } as const;
const noProblem = {
  state_regression: 0,
  immutability_violation: 0,
  active_unavailable: 0,
  store_unavailable: 0,
};

describe("the gauges of a process", () => {
  test("tell the revision, which moves with a decision of another process", async () => {
    const collect = startMetrics();
    const store = memory();
    const { promptrail } = await startRuntime({ store });
    const { revision } = promptrail.status();
    const read = async () => pick(await collect(), "promptrail.state.revision");
    expect(await read()).toMatchObject([
      { value: revision, unit: "{revision}", attributes: { environment: "production" } },
    ]);
    // Without a global provider, so that the other process adds no gauge of its own.
    const registered = metrics.getMeterProvider();
    metrics.disable();
    const other = await startRuntime({ store });
    metrics.setGlobalMeterProvider(registered);
    await other.promptrail.rollback({ ...by, family: "greeting" });
    await expect.poll(read).toMatchObject([{ value: revision + 1 }]);
  });

  test("report every source and every known problem where all is well", async () => {
    const collect = startMetrics();
    await startRuntime({ store: memory() });
    const points = await collect();
    expect(valuesBy(points, "promptrail.state.source", "source")).toEqual({
      store: 1,
      last_known_good: 0,
      code_default: 0,
    });
    expect(valuesBy(points, "promptrail.problems", "code")).toEqual(noProblem);
  });

  test("show a store that is away when the process starts, and that it came back", async () => {
    const collect = startMetrics();
    const store = switchableStore(memory(), "refusing");
    await startRuntime({ store, projectFolder: temporaryFolder() });
    const points = await collect();
    expect(valuesBy(points, "promptrail.state.source", "source")).toEqual({
      store: 0,
      last_known_good: 0,
      code_default: 1,
    });
    expect(valuesBy(points, "promptrail.problems", "code")).toEqual({
      ...noProblem,
      store_unavailable: 1,
    });
    store.switchTo("up");
    const readSource = async () => valuesBy(await collect(), "promptrail.state.source", "source");
    await expect.poll(readSource).toMatchObject({ store: 1, code_default: 0 });
    const readProblems = async () => valuesBy(await collect(), "promptrail.problems", "code");
    await expect.poll(readProblems).toEqual(noProblem);
  });

  test("show a store that goes away while calls go on", async () => {
    const collect = startMetrics();
    const store = switchableStore();
    const { promptrail } = await startRuntime({ store, projectFolder: temporaryFolder() });
    store.switchTo("refusing");
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.flush();
    const points = await collect();
    expect(valuesBy(points, "promptrail.problems", "code")).toMatchObject({ store_unavailable: 1 });
    expect(valuesBy(points, "promptrail.state.source", "source")).toMatchObject({ store: 1 });
    expect(pick(points, "promptrail.calls")).toMatchObject([{ value: 1 }]);
  });

  test("show a start from the last-known-good file", async () => {
    const collect = startMetrics();
    const projectFolder = temporaryFolder();
    const first = await startRuntime({ store: switchableStore(), projectFolder });
    await first.promptrail.rollback({ ...by, family: "greeting" });
    await first.promptrail.close();
    const store = switchableStore(memory(), "refusing");
    await startRuntime({ store, projectFolder });
    expect(valuesBy(await collect(), "promptrail.state.source", "source")).toEqual({
      store: 0,
      last_known_good: 1,
      code_default: 0,
    });
  });

  test("are gone once the process is closed", async () => {
    const collect = startMetrics();
    const { promptrail } = await startRuntime({ store: memory() });
    await promptrail.call("greeting", { name: "Ada" });
    expect(await collect()).not.toEqual([]);
    await promptrail.close();
    expect(await collect()).toEqual([]);
  });

  test("are gone where the process could not start", async () => {
    const collect = startMetrics();
    const store: Store = {
      description: "locked",
      migrate: async () => [],
      open: () => Promise.reject(new PromptrailError("store_locked", "Another process has it.")),
    };
    await expect(startRuntime({ store })).rejects.toMatchObject({ code: "store_locked" });
    expect(await collect()).toEqual([]);
  });
});
