import {
  type Attempt,
  type CallRecord,
  type CallResult,
  type CallStreamEvent,
  definePrompt,
  isPromptrailError,
  type PromptrailConfig,
} from "@promptrail/core";
import { vi } from "vitest";
import type { CallCell } from "./call-cell.js";
import { answerCost, cellVendor, type SeenRequest } from "./cell-vendor.js";
import { callMs, type ExpectedCall, expectCall } from "./expect-call.js";

interface CellOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Whatever runs calls over a config: `createPromptrail`, or something of your own around it. */
export interface CallRunner {
  call(family: string, context: object, options: CellOptions): Promise<CallResult>;
  stream(family: string, context: object, options: CellOptions): AsyncIterable<CallStreamEvent>;
  close(): Promise<void>;
}

/** Opens one for each cell. `onProblem` is to be told what goes wrong in the background. */
export type OpenCallRunner = (
  config: PromptrailConfig,
  settings: { readonly onProblem: (problem: unknown) => void },
) => Promise<CallRunner>;

interface Seen {
  readonly requests: readonly SeenRequest[];
  readonly startedAt: number;
  readonly started: readonly unknown[];
  readonly attempted: readonly Attempt[];
  readonly finished: readonly CallRecord[];
  readonly shown: readonly string[];
  /** An outcome, or a failure's name; null where it did not end. */
  readonly ends: string | null;
  readonly tookMs: number;
}

/** Of the clock: far more than a call needs, for one that waits for nothing. */
const mostSteps = 2_000;

/** A call may end so much after what it should, by the driven clock. */
const slackMs = 50;

/** A promise that a cell broke: what of it, and in words. */
export interface CallFault {
  readonly about: "attempts" | "elapsed" | "deadline" | "end" | "shown" | "record";
  readonly words: string;
}

/** Runs a cell on a driven clock; what it broke, or nothing. Needs vitest's fake timers. */
export async function runCallCell(
  cell: CallCell,
  open: OpenCallRunner,
): Promise<readonly CallFault[]> {
  const expected = expectCall(cell);
  const seen = await watchCell(cell, open);
  const { ends, requests } = seen;
  if (ends === null) return [{ about: "elapsed", words: "the call did not end" }];
  const asked = (attempts: readonly { readonly provider: string }[]) =>
    attempts.map(({ provider }) => provider);
  return [
    ...compare("attempts", asked(expected.attempts), asked(requests)),
    ...findLateFaults(expected, seen),
    ...compare("end", expected.ends, ends),
    ...compare("shown", expected.shown, seen.shown),
    ...findRecordFaults(expected, seen),
  ];
}

function compare(
  about: CallFault["about"],
  expected: unknown,
  seen: unknown,
  what = "",
): readonly CallFault[] {
  const [wanted, had] = [JSON.stringify(expected), JSON.stringify(seen)];
  return wanted === had ? [] : [{ about, words: `${what}expected ${wanted}, had ${had}` }];
}

function findLateFaults(
  { leastMs, mostMs }: ExpectedCall,
  { tookMs, requests, startedAt }: Seen,
): readonly CallFault[] {
  const isInTime = tookMs >= leastMs && tookMs <= mostMs + slackMs;
  // Vendors' clients refuse a timeout with a fraction.
  const broken = requests.filter(({ deadline }) => !Number.isSafeInteger(deadline));
  const late = requests.filter(({ deadline }) => deadline > startedAt + callMs);
  return [
    ...(isInTime ? [] : compare("elapsed", `${leastMs} to ${mostMs} ms`, tookMs)),
    ...compare("deadline", [], late),
    ...compare("deadline", [], broken, "not in whole milliseconds: "),
  ];
}

/** What observers and the record say of it. */
function findRecordFaults(expected: ExpectedCall, seen: Seen): readonly CallFault[] {
  const { started, attempted, finished } = seen;
  const [record] = finished;
  if (record === undefined || finished.length !== 1 || started.length !== 1) {
    return compare("record", [1, 1], [started.length, finished.length], "started and finished: ");
  }
  const isAnswered = expected.ends === "ok";
  const isOutcome = isAnswered || expected.ends === "incomplete_stream";
  const attempts = expected.attempts.map(({ provider, came }) => ({
    provider,
    fallback: provider === "second",
    came,
    cost: came === "ok" || came === "incomplete_stream" ? answerCost : null,
  }));
  const said = {
    success: isAnswered,
    fallback: isAnswered && expected.attempts.at(-1)?.provider === "second",
    ends: expected.ends,
    cost: isOutcome ? answerCost : null,
  };
  const { success, fallback, cost, outcome } = record;
  const recorded = { success, fallback, ends: outcome ?? nameRecorded(record), cost };
  const times = record.attempts.map(({ startedAt }) => startedAt.getTime());
  const sentAt = seen.requests.map(({ at }) => at);
  return [
    ...compare("record", attempts, record.attempts.map(toCame), "attempts: "),
    ...compare("record", attempts, attempted.map(toCame), "attempts of observers: "),
    ...compare("record", said, recorded),
    ...compare("record", sentAt, times, "times of the attempts: "),
  ];
}

function toCame({ provider, fallback, outcome, failure, cost }: Attempt) {
  return { provider, fallback, came: outcome ?? failure, cost };
}

function nameRecorded({ error }: CallRecord): unknown {
  const data = error?.["data"];
  const kind = typeof data === "object" && data !== null && "kind" in data ? data["kind"] : null;
  return kind ?? error?.["code"];
}

async function watchCell(cell: CallCell, open: OpenCallRunner): Promise<Seen> {
  const requests: SeenRequest[] = [];
  const [started, attempted, finished]: [unknown[], Attempt[], CallRecord[]] = [[], [], []];
  const caller = new AbortController();
  const giveUp = () => caller.abort();
  const vendor = (id: string, acted: CallCell | null) =>
    cellVendor({ id, cell: acted, seen: requests, giveUp });
  const runner = await open(
    {
      prompts: [cell.fallback ? withFallback : alone],
      providers: [vendor("first", cell), vendor("second", null)],
      families: { greeting: { gate: "none" } },
      observers: [
        {
          started: (call) => started.push(call),
          attempted: (attempt) => attempted.push(attempt),
          finished: (record) => finished.push(record),
        },
      ],
    },
    { onProblem: () => {} },
  );
  const shown: string[] = [];
  const startedAt = Date.now();
  const options = { signal: caller.signal, timeoutMs: callMs };
  const running =
    cell.way === "call" ? runWhole(runner, options) : runStream(runner, options, shown);
  const { ends, tookMs } = await drive(running);
  await runner.close();
  return { requests, startedAt, started, attempted, finished, shown, ends, tookMs };
}

const version = {
  family: "greeting",
  version: 1,
  status: "active",
  provider: "first",
  model: "m",
  maxTokens: 50,
  userTemplate: "Hello {{ name }}.",
} as const;
const alone = definePrompt(version);
const withFallback = definePrompt({ ...version, fallbacks: [{ provider: "second", model: "m" }] });

async function runWhole(runner: CallRunner, options: CellOptions): Promise<string> {
  const { outcome } = await runner.call("greeting", { name: "Ada" }, options);
  return outcome;
}

async function runStream(
  runner: CallRunner,
  options: CellOptions,
  shown: string[],
): Promise<string> {
  let ends = "no finish";
  for await (const event of runner.stream("greeting", { name: "Ada" }, options)) {
    if (event.type === "text-delta") shown.push(event.text);
    if (event.type === "finish") ends = event.result.outcome;
  }
  return ends;
}

/** Drives the clock until it ends, at the longest for three times what a call has. */
async function drive(
  running: Promise<string>,
): Promise<{ readonly ends: string | null; readonly tookMs: number }> {
  const startedAt = Date.now();
  let ended: { readonly ends: string; readonly tookMs: number } | null = null;
  const note = (ends: string) => {
    ended = { ends, tookMs: Date.now() - startedAt };
  };
  running.then(note, (error: unknown) => note(nameError(error)));
  for (let step = 0; ended === null && step < mostSteps; step += 1) {
    if (Date.now() > startedAt + 3 * callMs) break;
    await vi.advanceTimersToNextTimerAsync();
  }
  return ended ?? { ends: null, tookMs: Date.now() - startedAt };
}

function nameError(error: unknown): string {
  if (!isPromptrailError(error)) return "unexpected";
  const name = error.data["kind"] ?? error.data["outcome"];
  return typeof name === "string" ? name : error.code;
}
