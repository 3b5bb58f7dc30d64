import { type CallLogStore, memory, type Store } from "@promptrail/core";
import { type CallLog, createMemoryCallLog } from "@promptrail/core/call-log";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createPromptrail, type Promptrail, type PromptrailSettings } from "../../src/index.js";
import { temporaryFolder } from "../lifecycle/temporary-folder.js";
import { project } from "../prompts.js";

/** A call log of its own that can be away. */
function openCallLog() {
  const log = createMemoryCallLog();
  const state = { isAway: false, opened: 0, closed: 0 };
  const guarded: CallLog = {
    ...log,
    append: async (records) => {
      if (state.isAway) throw new Error("The disk is full.");
      await log.append(records);
    },
  };
  const callLog: CallLogStore = {
    description: "a log of its own",
    open: async () => {
      if (state.isAway) throw new Error("The disk is full.");
      state.opened += 1;
      return {
        calls: guarded,
        close: async () => {
          state.closed += 1;
        },
      };
    },
  };
  return { callLog, log, state };
}

async function start(
  callLog: CallLogStore,
  settings: PromptrailSettings = {},
  store: Store = memory(),
) {
  const problems: unknown[] = [];
  const config = { ...project(), store, callLog, projectFolder: temporaryFolder() };
  const promptrail = await createPromptrail(config, {
    onProblem: (error) => problems.push(error),
    ...settings,
  });
  return { promptrail, problems };
}

/** A store in memory is the same one for whoever opens it. */
const open = (store: Store, { environment }: Promptrail) =>
  store.open({ environment, projectFolder: "." });

describe("a config that names its call log", () => {
  test("keeps the records there, and none in its store", async () => {
    const { callLog, log, state } = openCallLog();
    const store = memory();
    const { promptrail } = await start(callLog, {}, store);
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.flush();
    expect(await log.read({ limit: 9 })).toHaveLength(1);
    expect(await promptrail.calls.read({ limit: 9 })).toEqual(await log.read({ limit: 9 }));
    expect(await (await open(store, promptrail)).calls.read({ limit: 9 })).toEqual([]);
    await promptrail.close();
    expect(state).toMatchObject({ opened: 1, closed: 1 });
  });

  test("may name a store, whose call log it then is", async () => {
    const other = memory();
    const { promptrail } = await start(other);
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.flush();
    const { calls } = await open(other, promptrail);
    expect(await calls.read({ limit: 9 })).toHaveLength(1);
  });

  test("loses nothing while the log is away, says so once, and takes it for no problem of the store", async () => {
    const { callLog, log, state } = openCallLog();
    state.isAway = true;
    const { promptrail, problems } = await start(callLog);
    for (const name of ["Ada", "Bob", "Cy"]) {
      expect((await promptrail.call("greeting", { name })).text).toBe("Hello.");
      await promptrail.flush();
    }
    expect(problems).toMatchObject([
      {
        code: "unavailable",
        message: expect.stringMatching(
          /a log of its own, did not accept call records: .*The disk is full/,
        ),
      },
    ]);
    expect(promptrail.status().problems).toEqual([]);
    state.isAway = false;
    await promptrail.flush();
    expect(await log.read({ limit: 9 })).toHaveLength(3);
  });

  test("writes by itself what waited, also where no call comes any more", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const { callLog, log, state } = openCallLog();
    const { promptrail, problems } = await start(callLog);
    state.isAway = true;
    await promptrail.call("greeting", { name: "Ada" });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(problems).toHaveLength(1);
    state.isAway = false;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await log.read({ limit: 9 })).toHaveLength(1);
  });

  test("keeps the records of a process that follows a server, too", async () => {
    const store = memory();
    const { promptrail: served } = await start(memory(), {}, store);
    const { status } = await open(store, served);
    const { callLog, log } = openCallLog();
    const { promptrail } = await start(callLog, { statusSource: status });
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.flush();
    expect(await log.read({ limit: 9 })).toHaveLength(1);
  });
});
