import type { Bound } from "@promptrail/core/lifecycle";
import { mostReported, mostSearchedDays, usualSearchMs } from "@promptrail/core/portable";
import { mostAttempts, mostSavedRetries } from "@promptrail/core/provider-kit";
import { longestWarmMs } from "./boot/warm-providers.js";
import { lastWriteMs } from "./calls/create-calls.js";
import { defaultTimeoutMs } from "./calls/prepare/prepare-call.js";
import {
  batchBytes,
  batchRecords,
  mostBytes,
  mostRecords,
} from "./calls/record/ways/queue-sink.js";
import { longestSyncMs } from "./calls/record/ways/sync-sink.js";
import { longestRetriesMs, mostRetries } from "./calls/send/retry-budget.js";
import { longestShadowMs, mostShadows } from "./calls/shadows/shadow-runner.js";
import { usualResultLength, usualSteps } from "./calls/tools/run-options.js";
import { longestPauseMs } from "./calls/traffic/breaker.js";
import { threadMemoryMb } from "./calls/window/count-thread.js";
import { leastRatios, mostKinds, mostRatios } from "./calls/window/ratios/learnt-ratio.js";
import {
  longestCountMs,
  longestCountWaitMs,
  mostCountedBytes,
  mostWaiting,
} from "./calls/window/token-counter.js";
import { sampledCalls } from "./reports/headroom/read-headroom-report.js";

/** The bounds that every process keeps, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const runtimeBounds: readonly Bound[] = [
  { name: "a call, where it names no time", value: defaultTimeoutMs, unit: "ms" },
  { name: "opening connections to vendors at the start", value: longestWarmMs, unit: "ms" },
  { name: "steps of a run of tools, where it names no number", value: usualSteps, unit: "steps" },
  {
    name: "a tool's result that a model is sent, where the run names no length",
    value: usualResultLength,
    unit: "characters",
  },
  { name: "shadow runs in flight", value: mostShadows, unit: "runs" },
  { name: "a shadow run", value: longestShadowMs, unit: "ms" },
  { name: "attempts of a call at one model", value: mostAttempts, unit: "attempts" },
  { name: "retries that are saved up for one model", value: mostSavedRetries, unit: "retries" },
  { name: "a pause of a model that fails", value: longestPauseMs, unit: "ms" },
  { name: "retries of a case of an eval", value: mostRetries, unit: "retries" },
  { name: "a case of an eval, retries included", value: longestRetriesMs, unit: "ms" },
  { name: "waiting for a count of a call's tokens", value: longestCountWaitMs, unit: "ms" },
  { name: "calls that wait for a count", value: mostWaiting, unit: "calls" },
  { name: "a count", value: longestCountMs, unit: "ms" },
  { name: "an input that is counted", value: mostCountedBytes, unit: "bytes" },
  { name: "memory of the thread that counts", value: threadMemoryMb, unit: "MB" },
  { name: "kinds of input whose ratio is known", value: mostKinds, unit: "kinds" },
  { name: "ratios that are kept of each", value: mostRatios, unit: "ratios" },
  { name: "ratios of a kind before they are used", value: leastRatios, unit: "ratios" },
  { name: "calls that a report of headroom looks at", value: sampledCalls, unit: "calls" },
  { name: "call records that wait for the store", value: mostRecords, unit: "records" },
  {
    name: "memory of call records that wait for the store",
    value: mostBytes,
    unit: "bytes",
    memory: "process",
  },
  { name: "call records that are written at once", value: batchRecords, unit: "records" },
  { name: "memory of call records that are written at once", value: batchBytes, unit: "bytes" },
  {
    name: "a call of durability `sync`, waiting for the call log",
    value: longestSyncMs,
    unit: "ms",
  },
  { name: "calls that are reported at once", value: mostReported, unit: "calls" },
  { name: "a time that is searched at once", value: mostSearchedDays, unit: "days" },
  { name: "a search of calls, where it names no time", value: usualSearchMs, unit: "ms" },
  { name: "writing the last call records of a process", value: lastWriteMs, unit: "ms" },
];
