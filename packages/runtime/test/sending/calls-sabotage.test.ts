import {
  type CallRecord,
  definePrompt,
  type PromptrailConfig,
  type Provider,
  ProviderError,
} from "@promptrail/core";
import type { StreamEvent } from "@promptrail/core/provider-kit";
import {
  type CallRunner,
  type CheckedCell,
  checkCalls,
  type OpenCallRunner,
} from "@promptrail/testing/conformance";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isLong } from "../../../../tooling/test/run/random-runs.ts";
import { createPromptrail } from "../../src/index.js";

vi.stubEnv("PROMPTRAIL_BUILD", "conformance");
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

type Cell = CheckedCell["cell"];

const open: OpenCallRunner = (config, settings) => createPromptrail(config, settings);

/** A runtime over a config that is changed behind its back. */
function over(change: (config: PromptrailConfig) => Partial<PromptrailConfig>): OpenCallRunner {
  return (config, settings) => open({ ...config, ...change(config) }, settings);
}

/** One whose vendors are changed. */
function asking(change: (provider: Provider) => Partial<Provider>): OpenCallRunner {
  return over(({ providers }) => ({
    providers: providers.map((provider) => ({ ...provider, ...change(provider) })),
  }));
}

/** One that takes a failure of its vendors for another. */
function mistaking(change: (error: ProviderError) => Error): OpenCallRunner {
  const toOther = (error: unknown) => (error instanceof ProviderError ? change(error) : error);
  return asking(({ complete, stream }) => ({
    complete: (...request) =>
      complete(...request).catch((error: unknown) => Promise.reject(toOther(error) as Error)),
    stream: (...request) => rethrow(stream(...request), toOther),
  }));
}

async function* rethrow(
  events: AsyncIterable<StreamEvent>,
  toOther: (error: unknown) => unknown,
): AsyncGenerator<StreamEvent> {
  try {
    yield* events;
  } catch (error) {
    throw toOther(error) as Error;
  }
}

/** One whose observers hear of other records. */
function recording(change: (record: CallRecord) => readonly CallRecord[]): OpenCallRunner {
  return over(({ observers = [] }) => ({
    observers: observers.map((observer) => ({
      ...observer,
      finished: (record) => change(record).map((each) => observer.finished(each)),
    })),
  }));
}

/** Something around a runtime. */
function around(change: (runner: CallRunner) => Partial<CallRunner>): OpenCallRunner {
  return async (...settings) => {
    const promptrail = await open(...settings);
    const runner: CallRunner = {
      call: (family, ...rest) => promptrail.call(family, ...rest),
      stream: (family, ...rest) => promptrail.stream(family, ...rest),
      close: () => promptrail.close(),
    };
    return { ...runner, ...change(runner) };
  };
}

function withData(error: ProviderError, data: Readonly<Record<string, unknown>>): ProviderError {
  return Object.defineProperty(error, "data", { value: { ...error.data, ...data } });
}

const isShown = ({ way, phase }: Cell) => way === "stream" && phase === "after content";

const restarting = around(({ stream }) => ({
  stream: async function* (...request) {
    let shown = false;
    try {
      for await (const event of stream(...request)) {
        if (event.type === "finish" && event.result.outcome !== "ok") throw new Error("cut");
        shown ||= event.type === "text-delta";
        yield event;
      }
    } catch (error) {
      if (!shown) throw error;
      yield* stream(...request);
    }
  },
}));

const passing: ReadonlySet<unknown> = new Set([
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
]);

const sabotages: readonly (readonly [
  what: string,
  sabotaged: OpenCallRunner,
  about: CheckedCell["faults"][number]["about"],
  breaks: (checked: CheckedCell) => boolean,
])[] = [
  [
    "repeats what an empty account refused",
    mistaking((error) => (error.kind === "quota" ? withData(error, { retryable: true }) : error)),
    "attempts",
    ({ cell }) => cell.failure === "quota" && cell.retryAfter !== "3600" && !isShown(cell),
  ],
  [
    "ignores the deadline",
    asking(({ complete, stream }) => ({
      complete: (request, call) => complete(request, { ...call, deadline: Number.MAX_VALUE }),
      stream: (request, call) => stream(request, { ...call, deadline: Number.MAX_VALUE }),
    })),
    "elapsed",
    ({ cell }) => cell.failure === "silence",
  ],
  [
    "gives each attempt the time of a whole call",
    asking(({ complete, stream }) => ({
      complete: (request, call) => complete(request, { ...call, deadline: Date.now() + 60_000 }),
      stream: (request, call) => stream(request, { ...call, deadline: Date.now() + 60_000 }),
    })),
    "deadline",
    ({ expected }) => expected.attempts.length > 1,
  ],
  [
    "gives a model a fraction of a millisecond",
    asking(({ complete, stream }) => ({
      complete: (request, call) => complete(request, { ...call, deadline: call.deadline - 0.5 }),
      stream: (request, call) => stream(request, { ...call, deadline: call.deadline - 0.5 }),
    })),
    "deadline",
    () => true,
  ],
  [
    "starts a stream again that was shown",
    restarting,
    "shown",
    ({ cell }) => isShown(cell) && cell.failure !== "cancelled",
  ],
  [
    "forgets all attempts of a record but the last",
    recording((record) => [{ ...record, attempts: record.attempts.slice(-1) }]),
    "record",
    ({ expected }) => expected.attempts.length > 1,
  ],
  [
    "records answers alone",
    recording((record) => (record.success ? [record] : [])),
    "record",
    ({ expected }) => expected.ends !== "ok",
  ],
  [
    "hides that a fallback answered",
    recording((record) => [{ ...record, fallback: false }]),
    "record",
    ({ expected }) => expected.ends === "ok" && expected.attempts.at(-1)?.provider === "second",
  ],
  [
    "does not wait as long as it was asked to",
    mistaking((error) => withData(error, { retryAfterMs: undefined })),
    "attempts",
    ({ cell }) => passing.has(cell.failure) && cell.retryAfter === "3600" && !isShown(cell),
  ],
  [
    "asks a fallback what no model can answer",
    mistaking((error) =>
      error.kind === "bad_request" ? withData(error, { kind: "auth" }) : error,
    ),
    "attempts",
    ({ cell }) => cell.failure === "bad_request" && cell.fallback,
  ],
  [
    "asks no fallback",
    over(({ prompts }) => ({
      prompts: prompts.map(({ content: { provider, model } }) =>
        definePrompt({
          family: "greeting",
          version: 1,
          status: "active",
          provider,
          model,
          maxTokens: 50,
          userTemplate: "Hello {{ name }}.",
        }),
      ),
    })),
    "attempts",
    ({ expected }) => expected.attempts.some(({ provider }) => provider === "second"),
  ],
  [
    "repeats in a second place as well",
    asking(({ complete }) => ({
      complete: (request, call) =>
        complete(request, call).catch((error: unknown) => {
          if (error instanceof ProviderError && error.kind === "network")
            return complete(request, call);
          throw error;
        }),
    })),
    "attempts",
    ({ cell }) => cell.failure === "network" && cell.way === "call" && cell.course === "always",
  ],
];

/** Every kind of failure, in a part of the cells that holds each rule. */
const isTried = ({ retryAfter, phase }: Cell) =>
  isLong ||
  ((retryAfter === "absent" || retryAfter === "3600") &&
    (phase === "before headers" || phase === "after content"));

test("a runtime that keeps every promise breaks none in the cells of the next tests", async () => {
  const checked = await checkCalls(open, isTried);
  expect(checked.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(checked.length).toBeGreaterThan(200);
});

test.each(sabotages)("the suite finds a runtime that %s, where it does", async (...sabotage) => {
  const [_what, sabotaged, about, breaks] = sabotage;
  const checked = await checkCalls(sabotaged, isTried);
  const found = checked.filter(({ faults }) => faults.some((fault) => fault.about === about));
  expect(found.map(({ name }) => name)).toEqual(checked.filter(breaks).map(({ name }) => name));
  expect(found).not.toEqual([]);
});
