import { memory, type PromptrailConfig } from "@promptrail/core";
import type { CallLogging } from "@promptrail/core/call-log";
import { type CallLog, createMemoryCallLog, findTimeOfId } from "@promptrail/core/call-log";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { startRuntime } from "../lifecycle/start-runtime.js";
import { project } from "../prompts.js";
import { fakeSpool } from "./fake-spool.js";

/** A log on another machine that can be away. */
function openLog() {
  const kept = createMemoryCallLog();
  const state = { isAway: false, hangs: false };
  const requireThere = () => {
    if (state.isAway) throw new Error("The network is down.");
  };
  const calls: CallLog = {
    ...kept,
    append: async (appended) => {
      requireThere();
      if (state.hangs) await new Promise(() => {});
      await kept.append(appended);
    },
    appendGaps: async (gaps) => {
      requireThere();
      await kept.appendGaps(gaps);
    },
    subjectSecret: async () => {
      requireThere();
      return kept.subjectSecret();
    },
  };
  const callLog = { description: "a log", open: async () => ({ calls, close: async () => {} }) };
  return { kept, state, callLog };
}

async function start(logging: CallLogging, more: Partial<PromptrailConfig> = {}) {
  const log = openLog();
  const spool = fakeSpool();
  const { promptrail, problems } = await startRuntime({
    families: { greeting: { logging } },
    callLog: log.callLog,
    spool: spool.spool,
    ...more,
  });
  const call = (options = {}) => promptrail.call("greeting", { name: "Ada" }, options);
  return { promptrail, problems, call, log, spool };
}

describe("a call whose records go to a spool", () => {
  test("is noted before it is sent, and its record follows", async () => {
    const { call, spool, promptrail, log } = await start({ durability: "spool" });
    spool.letOpen();
    await expect.poll(() => spool.state.opened).toBe(1);
    const { id } = await call();
    await promptrail.flush();
    expect(spool.heard).toEqual([`start ${id}`, `add ${id}`, "flush"]);
    expect(spool.intents).toMatchObject([{ id, family: "greeting", version: 2 }]);
    expect(spool.calls).toMatchObject([{ id, text: "Hello.", context: { name: "Ada" } }]);
    expect(await log.kept.read({ limit: 9 })).toEqual([]);
    expect(findTimeOfId(id)?.getTime()).toBe(spool.calls[0]?.startedAt.getTime());
  });

  test("waits in memory until the spool is open, and goes there then", async () => {
    const { call, spool, log } = await start({ durability: "spool" });
    log.state.isAway = true;
    const { id } = await call();
    expect(spool.heard).toEqual([]);
    spool.letOpen();
    await expect.poll(() => spool.calls.map((each) => each.id)).toEqual([id]);
  });

  test("that goes on when the spool opens is noted there", async () => {
    const answer = Promise.withResolvers<void>();
    const fake = fakeProvider({ answers: () => "Hello." });
    const provider = {
      ...fake,
      complete: async (...asked: Parameters<typeof fake.complete>) => {
        await answer.promise;
        return fake.complete(...asked);
      },
    };
    const { call, spool } = await start({ durability: "spool" }, { providers: [provider] });
    const calling = call();
    await expect.poll(() => spool.state.opened).toBe(1);
    spool.letOpen();
    await expect.poll(() => spool.intents.length).toBe(1);
    answer.resolve();
    const { id } = await calling;
    await expect.poll(() => spool.heard).toEqual([`start ${id}`, `add ${id}`]);
  });

  test("is there by itself, and the spool is closed with the process", async () => {
    const { call, spool, promptrail } = await start({});
    spool.letOpen();
    await expect.poll(() => spool.state.opened).toBe(1);
    const { id } = await call();
    await expect.poll(() => spool.heard).toContain(`add ${id}`);
    await promptrail.close();
    expect(spool.heard.at(-1)).toBe("close");
  });

  test("returns once its record is on disk where `ack` asks, and returns also where the disk is full", async () => {
    const { call, spool, problems } = await start({ durability: "spool", ack: "fsync" });
    spool.letOpen();
    await expect.poll(() => spool.state.opened).toBe(1);
    const { id } = await call();
    expect(spool.heard).toEqual([`start ${id}`, `add ${id}`, "sync"]);
    spool.state.isDiskFull = true;
    expect((await call()).text).toBe("Hello.");
    expect(problems.map(String)).toEqual(["Error: The disk is full."]);
  });

  test("has its subject hashed, or loses its body where the secret cannot be had", async () => {
    const { call, spool, promptrail, log } = await start({ durability: "spool" });
    spool.letOpen();
    log.state.isAway = true;
    await expect.poll(() => spool.state.opened).toBe(1);
    await call({ subject: "ada@lovelace.example" });
    await promptrail.flush();
    expect(spool.calls).toMatchObject([
      { subject: null, bodyLoss: "subject_unknown", context: null, messages: null, text: null },
    ]);
    await promptrail.flush();
    expect(spool.gaps).toMatchObject([
      { reason: "subject_unknown", lost: "bodies", family: "greeting", count: 1 },
    ]);
    log.state.isAway = false;
    await call({ subject: "ada@lovelace.example" });
    await promptrail.flush();
    expect(spool.calls[1]).toMatchObject({
      subject: expect.stringMatching(/^[0-9a-f]{64}$/),
      bodyLoss: null,
    });
  });
});

describe("a call with durability `sync`", () => {
  test("is in the log when it returns, also as a stream", async () => {
    const { call, spool, log, promptrail } = await start({ durability: "sync" });
    spool.letOpen();
    await expect.poll(() => spool.state.opened).toBe(1);
    const { id } = await call();
    expect((await log.kept.read({ limit: 9 })).map((each) => each.id)).toEqual([id]);
    expect(spool.heard).toEqual([`start ${id}`, `settle ${id}`]);
    const seen: number[] = [];
    for await (const event of promptrail.stream("greeting", { name: "Ada" })) {
      if (event.type === "finish") seen.push((await log.kept.read({ limit: 9 })).length);
    }
    expect(seen).toEqual([2]);
  });

  test("goes to the spool's disk where the log is away, and says so once", async () => {
    const { call, spool, log, problems } = await start({ durability: "sync" });
    spool.letOpen();
    await expect.poll(() => spool.state.opened).toBe(1);
    log.state.isAway = true;
    const ids = [(await call()).id, (await call()).id];
    expect(spool.calls.map(({ id }) => id)).toEqual(ids);
    expect(spool.heard.filter((each) => each === "sync")).toHaveLength(2);
    expect(problems.map(String).join("\n")).toMatch(/took no record before its call returned/);
    expect(problems).toHaveLength(1);
  });

  test("waits two seconds at most for a log that hangs, and the next ones do not", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { call, log, spool } = await start({ durability: "sync" });
    spool.letOpen();
    await expect.poll(() => spool.state.opened).toBe(1);
    log.state.hangs = true;
    let answered = 0;
    const calling = [1, 2].map(() => call().then(() => (answered += 1)));
    await vi.advanceTimersByTimeAsync(1_900);
    expect(answered).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    await Promise.all(calling);
    // One of these tries the log again, and the other is not kept by that.
    const next = [1, 2].map(() => call());
    await Promise.race(next);
    await vi.advanceTimersByTimeAsync(2_100);
    await Promise.all(next);
    expect(spool.calls).toHaveLength(4);
  });

  test("waits in memory where there is no spool either", async () => {
    const { call, log, promptrail } = await start({ durability: "sync" }, { spool: undefined });
    log.state.isAway = true;
    expect((await call()).text).toBe("Hello.");
    log.state.isAway = false;
    await promptrail.flush();
    expect(await log.kept.read({ limit: 9 })).toHaveLength(1);
  });
});

test("a spool that never opens keeps no record from the log", async () => {
  const { call, log, promptrail } = await start({ durability: "spool" });
  const { id } = await call();
  await promptrail.close();
  expect((await log.kept.read({ limit: 9 })).map((each) => each.id)).toEqual([id]);
});

test("a detector that fails drops what was said, and the log counts it when it is asked", async () => {
  const find = () => {
    throw new Error("It broke.");
  };
  const detectors = [{ name: "broken", version: 1, find }];
  const { promptrail } = await startRuntime({ logging: { redact: { detectors } } });
  await promptrail.call("greeting", { name: "Ada" });
  const since = new Date(Date.now() - 7_200_000);
  expect(await promptrail.calls.usage({ since })).toMatchObject({
    groups: [{ calls: 1 }],
    lostBodies: 1,
    lostCalls: 0,
  });
  expect(await promptrail.calls.gaps({ since })).toMatchObject([{ reason: "redaction_failed" }]);
  const [call] = await promptrail.calls.read({ limit: 1 });
  expect(call).toMatchObject({ bodyLoss: "redaction_failed", context: null, success: true });
});

test("a log in memory has each record when it is read, redacted as any", async () => {
  const { promptrail } = await startRuntime({ store: memory() });
  await promptrail.call("greeting", { name: "ada@lovelace.example" }, { subject: "Ada" });
  const [call] = await promptrail.calls.read({ limit: 9 });
  expect(call).toMatchObject({ context: { name: "[email]" }, bodyLoss: null, bodyRate: 1 });
  expect(JSON.stringify(call)).not.toContain("lovelace");
  expect(call?.subject).toMatch(/^[0-9a-f]{64}$/);
  expect(call?.redaction).toMatch(/email@\d/);
  expect(call?.shape?.length).toBeGreaterThan(0);
});

test("a process that nobody asks for its calls keeps none in memory, and brings them to a log elsewhere", async () => {
  const quiet = { keepsCalls: false };
  const inMemory = await startRuntime({ store: memory() }, quiet);
  await inMemory.promptrail.call("greeting", { name: "Ada" });
  expect(await inMemory.promptrail.calls.read({ limit: 9 })).toEqual([]);
  const { kept, callLog } = openLog();
  const elsewhere = await startRuntime({ store: memory(), callLog }, quiet);
  await elsewhere.promptrail.call("greeting", { name: "Ada" });
  await elsewhere.promptrail.flush();
  expect(await kept.read({ limit: 9 })).toMatchObject([{ text: "Hello." }]);
});

test("a config that asks for a spool and names none is refused, with the cure", async () => {
  const logging = { durability: "spool" } as const;
  await expect(startRuntime({ ...project(), logging })).rejects.toThrow(
    /`logging.durability` is "spool".*Add `spool: spool\(\)`/,
  );
  const families = { greeting: { logging: { ack: "fsync" } } } as const;
  await expect(startRuntime({ ...project(), families })).rejects.toThrow(/ack` is "fsync"/);
});

test("a subject that is no id is refused before anything is sent, and not repeated", async () => {
  const { promptrail } = await startRuntime({});
  const long = "ada@lovelace.example".repeat(30);
  for (const subject of ["", long]) {
    const calling = promptrail.call("greeting", { name: "Ada" }, { subject });
    const error: unknown = await calling.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "request_invalid" });
    expect(String(error)).not.toContain("lovelace");
  }
  expect(await promptrail.calls.read({ limit: 9 })).toEqual([]);
});
