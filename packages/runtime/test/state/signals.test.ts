import { PromptrailError } from "@promptrail/core";
import type { Snapshot } from "@promptrail/core/lifecycle";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ProblemBoard } from "../../src/problems/problem-board.js";
import { Signal } from "../../src/signal.js";
import { SourceHealth } from "../../src/state/source-health.js";

describe("a signal", () => {
  test("tells all who listen, in their order, until they stop", () => {
    const told: string[] = [];
    const signal = new Signal<number>(() => {});
    signal.listen((value) => told.push(`first ${value}`));
    const stop = signal.listen((value) => told.push(`second ${value}`));
    signal.tell(1);
    stop();
    signal.tell(2);
    expect(told).toEqual(["first 1", "second 1", "first 2"]);
  });

  test("tells one who listens twice twice, and ends one of the two at a time", () => {
    const listener = vi.fn<() => void>();
    const signal = new Signal(() => {});
    const stop = signal.listen(listener);
    signal.listen(listener);
    signal.tell();
    stop();
    stop();
    signal.tell();
    expect(listener).toHaveBeenCalledTimes(3);
  });

  test("tells the others where a listener throws, and says what it threw", () => {
    const problems: unknown[] = [];
    const signal = new Signal((error) => problems.push(error));
    const heard = vi.fn<() => void>();
    signal.listen(() => {
      throw new Error("The listener broke.");
    });
    signal.listen(heard);
    signal.tell();
    expect(heard).toHaveBeenCalledOnce();
    expect(problems).toEqual([new Error("The listener broke.")]);
  });
});

describe("a source that is away", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] }));
  afterEach(() => void vi.useRealTimers());

  const away = new PromptrailError("store_unavailable", "The store is away.");

  function openHealth() {
    const problems = new ProblemBoard(() => {});
    const answered = new Signal(problems.tell);
    const returned = new Signal(problems.tell);
    const readSnapshot = vi.fn<() => Promise<Snapshot>>(async () => Promise.reject(away));
    const health = new SourceHealth({ source: { readSnapshot }, problems, answered, returned });
    const onReturn = vi.fn<() => void>();
    returned.listen(onReturn);
    return { problems, answered, readSnapshot, health, onReturn };
  }

  test("is asked until it answers, and its return is told once", async () => {
    const { problems, readSnapshot, health, onReturn } = openHealth();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(readSnapshot).not.toHaveBeenCalled();
    problems.tell(away);
    expect(health.isAway).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(readSnapshot).toHaveBeenCalledTimes(2);
    readSnapshot.mockResolvedValue({
      storeId: "s",
      environment: "test",
      revision: 0,
      headHash: "",
      families: [],
    });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(health.isAway).toBe(false);
    expect(readSnapshot).toHaveBeenCalledTimes(3);
    expect(onReturn).toHaveBeenCalledOnce();
  });

  test("is back with the first answer to anybody", () => {
    const { problems, answered, health, onReturn } = openHealth();
    answered.tell();
    problems.tell(away);
    answered.tell();
    answered.tell();
    expect(health.isAway).toBe(false);
    expect(onReturn).toHaveBeenCalledOnce();
  });

  test("is asked no more by a process that ends", async () => {
    const { problems, readSnapshot, health } = openHealth();
    problems.tell(away);
    health.stop();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(readSnapshot).not.toHaveBeenCalled();
  });
});
