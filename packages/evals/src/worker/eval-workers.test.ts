import { getEventListeners } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { noUsage } from "@promptrail/core/provider-kit";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { looseSuite } from "../fixtures/loose-evals.ts";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { localEvaluator } from "../runner/evaluator/race-eval.js";
import { runEval } from "../runner/run-eval.js";
import { tryEval } from "../suite/try-eval.js";
import { type EvalWorkers, openEvalWorkers } from "./open-eval-workers.js";

const file = new URL("../fixtures/loose-worker.ts", import.meta.url);
const opened: EvalWorkers[] = [];
afterEach(async () => {
  for (const workers of opened.splice(0)) await workers.close();
});

function open(changes: { readonly refuses?: boolean; readonly most?: number } = {}) {
  const { refuses = false, most = 2 } = changes;
  const workers = openEvalWorkers({ file, workerData: { refuses }, execArgv: [], most });
  opened.push(workers);
  return workers;
}

const never = new AbortController().signal;

function taskOf(
  name: string,
  changes: { readonly output?: string; readonly abandon?: AbortSignal } = {},
) {
  const { output = "yes", abandon = never } = changes;
  const check = looseSuite.evals.find((each) => each.name === name);
  if (check === undefined) throw new Error(`There is no eval ${name}.`);
  const subject = {
    output,
    data: { a: [1] },
    toolCalls: [],
    usage: noUsage,
    cost: 0.5,
    durationMs: 7,
    outcome: "ok" as const,
    groundTruth: null,
    context: {},
  };
  return {
    suite: looseSuite,
    check,
    case: { id: "case-1", tags: ["t"], cluster: "c" },
    subject,
    abandon,
  };
}

const late =
  'did not answer within 300 ms on case "case-1". Make the eval faster, or give it a longer timeoutMs in its defineEval.';

test("answers as the eval does, with all that came of the call", async () => {
  const { evaluate } = open();
  expect(await evaluate(taskOf("says_yes"))).toEqual({ passed: true, score: 1, reason: "Holds." });
  expect(await evaluate(taskOf("says_yes", { output: "no" }))).toEqual({
    passed: false,
    score: 0,
    reason: "It says no.",
  });
  expect(await evaluate(taskOf("says_nothing"))).toBeNull();
  expect(await evaluate(taskOf("throws"))).toBe("threw: broken");
  const told = await evaluate(taskOf("tells_its_subject"));
  expect(told).toEqual(await localEvaluator.evaluate(taskOf("tells_its_subject")));
  expect(told).toMatchObject({ reason: expect.stringContaining('"cost":0.5,"durationMs":7') });
});

describe("ends an eval at its deadline that", () => {
  test.each(["loops", "loops_later", "waits", "minds_its_signal"])(
    "%s, and goes on in a new thread",
    async (name) => {
      const { evaluate } = open({ most: 1 });
      const [first, second] = await Promise.all([
        evaluate(taskOf(name)),
        evaluate(taskOf("says_yes")),
      ]);
      expect(first).toBe(late);
      expect(second).toMatchObject({ passed: true });
    },
  );
});

test.each(["waits", "minds_its_signal"])(
  "without threads, an eval that %s is late all the same",
  async (name) => {
    expect(await localEvaluator.evaluate(taskOf(name))).toBe(late);
  },
);

test("without threads, an abandoned run ends an eval by its signal, and leaves nothing at that of the run", async () => {
  const stop = new AbortController();
  const running = localEvaluator.evaluate(taskOf("minds_its_signal", { abandon: stop.signal }));
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(1);
  stop.abort(new Error("Enough."));
  expect(await running).toBe("threw: Enough.");
  expect(getEventListeners(stop.signal, "abort")).toEqual([]);
});

test.each([
  ["exits", "ended its thread (exit code 7). An eval must not end its process"],
  ["breaks_later", "ended its thread: Nobody caught this. An eval must not"],
])("an eval that %s is told, and the next one runs", async (name, told) => {
  const { evaluate } = open({ most: 1 });
  expect(await evaluate(taskOf(name))).toContain(told);
  expect(await evaluate(taskOf("says_yes"))).toMatchObject({ passed: true });
});

test("only the eval that is late is told of it, however many run beside it", async () => {
  const { evaluate } = open({ most: 3 });
  const names = ["pauses", "loops", "pauses", "says_yes", "waits", "pauses", "says_nothing"];
  const replies = await Promise.all(names.map((name) => evaluate(taskOf(name))));
  expect(replies.filter((reply) => reply === late)).toHaveLength(2);
  expect(replies[1]).toBe(late);
  expect(replies[4]).toBe(late);
});

test("an eval of an abandoned run is ended at once, and so is one that waits for its turn", async () => {
  const { evaluate } = open({ most: 1 });
  await evaluate(taskOf("says_yes"));
  const stop = new AbortController();
  const replies = [
    evaluate(taskOf("breaks_later", { abandon: stop.signal })),
    evaluate(taskOf("pauses", { abandon: stop.signal })),
  ];
  stop.abort();
  expect(await Promise.all(replies)).toEqual([
    "was stopped, because the run was stopped.",
    "was stopped, because the run was stopped.",
  ]);
});

test("a thread that cannot load its suites ends the run", async () => {
  const { evaluate } = open({ refuses: true });
  await expect(evaluate(taskOf("says_yes"))).rejects.toMatchObject({
    code: "config_invalid",
    message: "There is no config.",
  });
  await expect(evaluate(taskOf("says_yes"))).rejects.toMatchObject({ code: "config_invalid" });
});

test("a suite that changed since the run began ends the run", async () => {
  const { evaluate } = open();
  const task = { ...taskOf("says_yes"), suite: { family: "loose", suiteHash: "sha256-x" } };
  await expect(evaluate(task)).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining('The suite of family "loose" has changed'),
  });
});

test("a run with an endless loop in an eval judges every case, and each is an error", async () => {
  const loops = taskOf("loops").check;
  const run = await runEval({
    suite: { ...looseSuite, evals: [loops] },
    run: async () => scriptAnswer("yes"),
    evaluator: open(),
  });
  expect(run.results[0]?.trials[0]?.error).toEqual({
    source: "eval",
    kind: "loops",
    retryable: false,
    message: `Eval "loops" ${late.replace("case-1", "a")}`,
  });
});

test("a context that cannot be sent to a thread is told, and those beside it run", async () => {
  const { evaluate } = open();
  const task = taskOf("says_yes");
  const subject = { ...task.subject, context: { price: () => 1 } };
  // Once it has run, an eval is known to be quick, and goes out together with others.
  await evaluate(task);
  const replies = await Promise.all([
    evaluate(task),
    evaluate({ ...task, subject }),
    evaluate(task),
  ]);
  expect(replies[1]).toContain('cannot be given case "case-1": ');
  expect(replies.filter((reply) => typeof reply === "object")).toHaveLength(2);
});

test("evals that go out together have each its own reply, whatever becomes of the others", async () => {
  const { evaluate } = open({ most: 1 });
  const quick = ["says_yes", "says_nothing", "throws", "says_yes"];
  for (const name of quick) await evaluate(taskOf(name));
  // Quick until now, so that they are sent with others, which then wait for one that loops or ends the thread.
  for (const [name, told] of [
    ["loops_on_no", "did not answer within 300 ms"],
    ["exits_on_no", "ended its thread (exit code 7)"],
  ] as const) {
    await evaluate(taskOf(name));
    const names = [...quick, name, ...quick];
    const replies = await Promise.all(
      names.map((each) => evaluate(taskOf(each, each === name ? { output: "no" } : {}))),
    );
    expect(replies.splice(quick.length, 1)).toEqual([expect.stringContaining(told)]);
    const passed = expect.objectContaining({ passed: true });
    const each = [passed, null, "threw: broken", passed];
    expect(replies).toEqual([...each, ...each]);
  }
});

/** As many threads as there may be by default, and how many of them have started. */
async function openCounted() {
  const folder = await mkdtemp(join(tmpdir(), "promptrail-threads-"));
  const started = join(folder, "started");
  onTestFinished(() => rm(folder, { recursive: true }));
  const workers = openEvalWorkers({ file, workerData: { refuses: false, started }, execArgv: [] });
  opened.push(workers);
  const count = () => readFileSync(started, "utf8").split("\n").length - 1;
  return { workers, count };
}

test("many evals that only compute are done by one thread", async () => {
  const { workers, count } = await openCounted();
  const until = performance.now() + 400;
  const keepAsking = async () => {
    while (performance.now() < until) await workers.evaluate(taskOf("says_yes"));
  };
  await workers.evaluate(taskOf("says_yes"));
  await Promise.all(Array.from({ length: 32 }, keepAsking));
  expect(count()).toBe(1);
});

test("evals that wait get another thread, once this one has time for it", async () => {
  const { workers, count } = await openCounted();
  await workers.evaluate(taskOf("says_yes"));
  const replies = Array.from({ length: 3 }, () => workers.evaluate(taskOf("pauses")));
  const until = performance.now() + 300;
  while (performance.now() < until) {
    const turnsEnd = performance.now() + 10;
    while (performance.now() < turnsEnd);
    await turn();
  }
  expect(count()).toBe(1);
  await expect.poll(count).toBe(2);
  expect(await Promise.all(replies)).toEqual(
    replies.map(() => expect.objectContaining({ passed: true })),
  );
});

test("tries an eval on an answer, for a test of it", async () => {
  const check = taskOf("says_yes").check;
  expect(await tryEval(check, { output: "yes" })).toMatchObject({ passed: true });
});
