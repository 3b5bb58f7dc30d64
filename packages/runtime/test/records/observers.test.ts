import {
  type Attempt,
  type CallObserver,
  type CallRecord,
  ProviderError,
  type StartedCall,
} from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { createPromptrail } from "../../src/index.js";
import { project } from "../prompts.js";

/** An observer that keeps what it is told, as `step family id`. */
function openObserver() {
  const started: StartedCall[] = [];
  const attempted: Attempt[] = [];
  const finished: CallRecord[] = [];
  const steps: string[] = [];
  const observer: CallObserver = {
    started: (call) => {
      started.push(call);
      steps.push(`started ${call.id}`);
    },
    attempted: (attempt, call) => {
      attempted.push(attempt);
      steps.push(`attempted ${call.id}`);
    },
    finished: (record) => {
      finished.push(record);
      steps.push(`finished ${record.id}`);
    },
  };
  return { observer, started, attempted, finished, steps };
}

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}

const noop = () => {};

describe("an observer", () => {
  test("hears of a call's start, of its attempt and of its end, plain or streamed", async () => {
    const { observer, steps, started, finished } = openObserver();
    const promptrail = await createPromptrail({ ...project(), observers: [observer] });
    const { id } = await promptrail.call("greeting", { name: "Ada" });
    expect(steps).toEqual([`started ${id}`, `attempted ${id}`, `finished ${id}`]);
    await readAll(promptrail.stream("greeting", { name: "Bob" }));
    expect(steps).toHaveLength(6);
    expect(started.map(({ context }) => context)).toEqual([{ name: "Ada" }, { name: "Bob" }]);
    // What is known at the start stands in the record as well.
    for (const [index, call] of started.entries()) expect(finished[index]).toMatchObject(call);
  });

  test("hears what the call log keeps: the attempts with the call", async () => {
    const provider = fakeProvider({
      answers: [
        { text: "Hi.", requestId: "req_1", outcome: "truncated" },
        new ProviderError({
          kind: "quota",
          provider: "fake",
          reason: "nothing is left",
          requestId: "req_2",
        }),
        new Error("The plugin broke."),
      ],
    });
    const { observer, attempted, finished } = openObserver();
    const promptrail = await createPromptrail({ ...project(provider), observers: [observer] });
    for (const name of ["Ada", "Bob", "Cy"]) {
      await promptrail.call("greeting", { name }, { accept: ["truncated"] }).catch(noop);
    }
    await promptrail.flush();
    expect(attempted).toMatchObject([
      { provider: "fake", model: "m", outcome: "truncated", failure: null, requestId: "req_1" },
      { provider: "fake", model: "m", outcome: null, failure: "quota", requestId: "req_2" },
      { provider: "fake", model: "m", outcome: null, failure: "unexpected", requestId: null },
    ]);
    expect(finished.map(({ attempts }) => attempts)).toEqual(attempted.map((each) => [each]));
    const kept = await promptrail.calls.read({ limit: 9 });
    const byId = (id: string) => kept.find((call) => call.id === id);
    expect(kept).toHaveLength(finished.length);
    for (const record of finished) expect(byId(record.id)).toMatchObject(record);
  });

  test("hears of shadow runs and evals, by their lane", async () => {
    const { observer, finished } = openObserver();
    const promptrail = await createPromptrail({ ...project(), observers: [observer] });
    await promptrail.evaluate("greeting", 1, { name: "Ada" });
    expect(finished.map(({ lane }) => lane)).toEqual(["eval"]);
  });

  test("hears nothing of a call that is refused before it is sent", async () => {
    const { observer, steps } = openObserver();
    const promptrail = await createPromptrail({ ...project(), observers: [observer] });
    await expect(promptrail.call("nothing" as "greeting", { name: "Ada" })).rejects.toThrow(
      "no prompt family",
    );
    expect(steps).toEqual([]);
  });
});

describe("an observer that fails", () => {
  const broken = () => {
    throw new Error("The observer broke.");
  };
  const rejecting = () => Promise.reject(new Error("The observer broke later."));
  const observers: readonly (readonly [string, CallObserver])[] = [
    ["throws at the start", { started: broken, attempted: noop, finished: noop }],
    ["throws at an attempt", { started: noop, attempted: broken, finished: noop }],
    ["throws at the end", { started: noop, attempted: noop, finished: broken }],
    ["rejects wherever it can", { started: rejecting, attempted: rejecting, finished: rejecting }],
  ];

  test.each(observers)("changes no call and is told once: it %s", async (_title, failing) => {
    const { observer, finished } = openObserver();
    const problems: unknown[] = [];
    const promptrail = await createPromptrail(
      { ...project(), observers: [failing, observer] },
      { onProblem: (error) => problems.push(error) },
    );
    expect((await promptrail.call("greeting", { name: "Ada" })).text).toBe("Hello.");
    await readAll(promptrail.stream("greeting", { name: "Bob" }));
    await promptrail.flush();
    expect(finished).toHaveLength(2);
    expect(await promptrail.calls.read({ limit: 9 })).toHaveLength(2);
    expect(problems).toMatchObject([
      { code: "config_invalid", message: expect.stringContaining("The observer broke") },
    ]);
  });

  test("is not waited for where its promise never ends", async () => {
    const never = () => new Promise(noop);
    const hanging = { started: never, attempted: never, finished: never };
    const promptrail = await createPromptrail({ ...project(), observers: [hanging] });
    expect((await promptrail.call("greeting", { name: "Ada" })).text).toBe("Hello.");
    await promptrail.close();
  });
});

test("a stream whose provider ends it without a finish is a failed call, and says so", async () => {
  const provider = {
    ...fakeProvider(),
    stream: async function* () {
      yield { type: "text-delta" as const, text: "Hel" };
    },
  };
  const { observer, finished } = openObserver();
  const promptrail = await createPromptrail({ ...project(provider), observers: [observer] });
  await expect(readAll(promptrail.stream("greeting", { name: "Ada" }))).rejects.toMatchObject({
    code: "provider_failed",
    kind: "server_error",
  });
  expect(finished).toMatchObject([
    { success: false, attempts: [{ failure: "server_error", outcome: null }] },
  ]);
});
