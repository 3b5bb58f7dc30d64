import { type Provider, ProviderError, type ProviderErrorKind } from "@promptrail/core";
import type { Completion, StreamEvent } from "@promptrail/core/provider-kit";
import {
  describeCell,
  expectCell,
  listCells,
  type ProviderCell,
  type ProviderUpstream,
  runCells,
} from "@promptrail/testing/provider-suite";
import { expect, test } from "vitest";
import harness from "../../handbook/example-provider/line-harness.ts";
import { isLong } from "../run/random-runs.ts";

type Sabotage = (provider: Provider, key: string) => Partial<Provider>;

async function* mapEvents(
  events: AsyncIterable<StreamEvent>,
  change: (completion: Completion) => Completion,
): AsyncGenerator<StreamEvent> {
  for await (const event of events) {
    yield event.type === "finish" ? { ...event, completion: change(event.completion) } : event;
  }
}

/** Changes how streams end that were cut. */
function tamperCut(change: Partial<Completion>): Sabotage {
  return (provider) => ({
    stream: (request, call) =>
      mapEvents(provider.stream(request, call), (completion) =>
        completion.outcome === "incomplete_stream" ? { ...completion, ...change } : completion,
      ),
  });
}

async function* catchEvents(
  events: AsyncIterable<StreamEvent>,
  change: (error: ProviderError) => unknown,
): AsyncGenerator<StreamEvent> {
  try {
    yield* events;
  } catch (error) {
    throw error instanceof ProviderError ? change(error) : error;
  }
}

/** Changes every error of both ways to ask. */
function tamperErrors(change: (error: ProviderError, key: string) => unknown): Sabotage {
  return (provider, key) => ({
    complete: async (request, call) => {
      try {
        return await provider.complete(request, call);
      } catch (error) {
        throw error instanceof ProviderError ? change(error, key) : error;
      }
    },
    stream: (request, call) =>
      catchEvents(provider.stream(request, call), (error) => change(error, key)),
  });
}

function copyError(error: ProviderError, changes: Partial<ProviderError & { reason: string }>) {
  const { provider, status } = error;
  const { kind = error.kind, reason = "sabotaged." } = changes;
  const retryAfterMs = "retryAfterMs" in changes ? changes.retryAfterMs : error.retryAfterMs;
  return new ProviderError({ kind, provider, reason, status, retryAfterMs });
}

/** Takes failures of one kind for those of another. */
const confuse = (from: ProviderErrorKind, to: ProviderErrorKind) =>
  tamperErrors((error) => (error.kind === from ? copyError(error, { kind: to }) : error));

const isEvent = (fault: ProviderCell["fault"]) => fault.startsWith("error-event");
const saysNothing: readonly ProviderCell["wait"][] = ["absent", "soon"];

const endsByDeadline = ({ fault }: ProviderCell) => fault === "silence" || fault === "slow-drip";

/**
 * A failure whose headers came, and whose rest does not: told as that failure, or as a timeout where the machine is so
 * busy that the deadline was over first. A sabotage may show there or not.
 */
const isUndecided = (cell: ProviderCell) =>
  endsByDeadline(cell) && cell.reply !== 200 && cell.phase === "before-content";

const isCutStream = ({ method, phase, fault }: ProviderCell) =>
  method === "stream" &&
  (phase === "after-content" || phase === "before-terminal") &&
  !isEvent(fault) &&
  fault !== "silence" &&
  fault !== "slow-drip";

const mayPass: readonly ProviderErrorKind[] = [
  "rate_limited",
  "overloaded",
  "server_error",
  "timeout",
  "network",
];

const ends = (cell: ProviderCell) => expectCell(cell, harness.wire);
const mayBe = (cell: ProviderCell, kind: ProviderErrorKind) =>
  !endsByDeadline(cell) && ends(cell).some((end) => "kind" in end && end.kind === kind);

/** Each a provider with one fault, and the cells that have to find it: those, and no others. */
const sabotages: readonly [
  what: string,
  sabotage: Sabotage,
  isFound: (cell: ProviderCell) => boolean,
][] = [
  ["says ok of a cut stream", tamperCut({ outcome: "ok" }), isCutStream],
  [
    "writes zero for what a cut stream used",
    tamperCut({
      usage: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
    }),
    isCutStream,
  ],
  [
    "says that an empty account may be tried again",
    tamperErrors((error) =>
      error.kind === "quota"
        ? Object.defineProperty(copyError(error, {}), "retryable", { value: true })
        : error,
    ),
    (cell) => mayBe(cell, "quota"),
  ],
  [
    "ignores Retry-After",
    tamperErrors((error) => copyError(error, { retryAfterMs: undefined })),
    (cell) => !endsByDeadline(cell) && !saysNothing.includes(cell.wait),
  ],
  [
    "reads a date by its own clock",
    tamperErrors((error) =>
      error.retryAfterMs === 90_000 ? copyError(error, { retryAfterMs: 0 }) : error,
    ),
    (cell) => !endsByDeadline(cell) && cell.wait === "date future",
  ],
  [
    "ignores the deadline",
    (provider) => {
      const longer = { deadline: Number.POSITIVE_INFINITY };
      return {
        complete: (request, call) => provider.complete(request, { ...call, ...longer }),
        stream: (request, call) => provider.stream(request, { ...call, ...longer }),
      };
    },
    endsByDeadline,
  ],
  [
    "takes a lost connection for a refused request",
    confuse("network", "bad_request"),
    (cell) => mayBe(cell, "network"),
  ],
  [
    "takes a missing model for the vendor's failure",
    confuse("not_found", "server_error"),
    (cell) => mayBe(cell, "not_found"),
  ],
  [
    "takes an error event for the end of an answer",
    (provider) => ({
      stream: (request, call) => endAtError(provider.stream(request, call)),
    }),
    ({ method, fault }) => method === "stream" && isEvent(fault),
  ],
  [
    "sends again by itself",
    (provider) => ({
      complete: async (request, call) => {
        try {
          return await provider.complete(request, call);
        } catch (error) {
          if (!(error instanceof ProviderError) || !error.retryable) throw error;
          return provider.complete(request, call);
        }
      },
    }),
    (cell) =>
      cell.method === "complete" &&
      cell.phase !== "connect" &&
      !endsByDeadline(cell) &&
      ends(cell).some((end) => "kind" in end && mayPass.includes(end.kind)),
  ],
  [
    "repeats its key",
    tamperErrors((error, key) => copyError(error, { reason: `refused for ${key}.` })),
    (cell) => endsByDeadline(cell) || ends(cell).every((end) => "kind" in end) || isLost(cell),
  ],
];

/** A call that waits for the whole may end either way where it is cut; the example throws. */
function isLost({ method, reply, fault }: ProviderCell): boolean {
  return method === "complete" && reply === 200 && fault !== "none";
}

async function* endAtError(events: AsyncIterable<StreamEvent>): AsyncGenerator<StreamEvent> {
  let text = "";
  try {
    for await (const event of events) {
      if (event.type === "text-delta") text += event.text;
      yield event;
    }
  } catch (error) {
    if (!(error instanceof ProviderError) || !error.message.includes("the server says"))
      throw error;
    const usage = { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0 };
    const rest = { reasoning: "", toolCalls: [], requestId: null, stopReason: "end", warnings: [] };
    const completion: Completion = { outcome: "ok", text, model: "line-1", usage, ...rest };
    yield { type: "finish", completion };
  }
}

const { cells: all } = listCells({ wire: harness.wire, size: isLong ? "long" : "short" });

/** Every cell in the long run; else each fifth, with another beginning for each sabotage. */
function pick(turn: number): readonly ProviderCell[] {
  return isLong ? all : all.filter((_cell, index) => index % 5 === turn % 5);
}

test.each(sabotages.map((row, turn) => [...row, turn] as const))(
  "a provider that %s fails in the cells that are about it, and in no others",
  async (_what, sabotage, isFound, turn) => {
    const cells = pick(turn);
    const sabotaged = {
      ...harness,
      createProvider: (upstream: ProviderUpstream) => {
        const provider = harness.createProvider(upstream);
        return { ...provider, ...sabotage(provider, upstream.key) };
      },
    };
    const times = { short: 200, long: 15_000, grace: 1500 };
    const failed = await runCells(sabotaged, { cells, times });
    const found = new Set(failed.map(({ cell }) => cell));
    const due = cells.filter(isFound);
    expect(due.length).toBeGreaterThan(0);
    expect(due.filter((cell) => !found.has(cell)).map(describeCell)).toEqual([]);
    const others = failed.filter(({ cell }) => !isFound(cell) && !isUndecided(cell));
    const told = others.map(
      ({ cell, expected, came }) => `${describeCell(cell)}: expected ${expected}, came ${came}`,
    );
    expect(told).toEqual([]);
  },
);
