import type { Bound } from "@promptrail/core/lifecycle";
import {
  evidenceMs,
  largestAnswers,
  longestWaitMs,
  mostDecisions,
  mostNamedFamilies,
  mostPairs,
  mostTurns,
  routes,
  usualBody,
} from "@promptrail/http-api";
import { longestStreamMs } from "./events/event-hub.js";
import { mostWaiting, stalledMs } from "./events/event-reader.js";
import { decisionMs, recoveryMs } from "./handlers/decide.js";
import { reportMs } from "./handlers/follow-handlers.js";
import { rollbackAllAnswerMs, rollbackAllMs } from "./handlers/rollback-all.js";
import { keepAliveMs, stalledReaderMs } from "./handlers/stream/call-stream.js";
import { stalledAnswerMs } from "./http/drop-stalled-reader.js";
import { deepestNesting, mostDiscarded } from "./http/read-json-body.js";
import { mostKnown, mostUnknown, unknownMs } from "./keys/key-cache.js";
import { lookupMs, staleMs } from "./keys/key-reader.js";
import { mostCalls } from "./limits/calls-in-flight.js";
import { evidenceTurnMs, mostEvidence } from "./limits/evidence-turns.js";
import { defaultLimits, mostHolders } from "./limits/limit-requests.js";
import { leastATurn, turnMs } from "./limits/loop-turns.js";
import { aliveMs, mostProcesses } from "./limits/process-limiter.js";
import { largestDetail, largestProblem } from "./problems/bound-problem.js";
import { defaultGraceMs, lastWordsMs, serverOptions } from "./start-server.js";
import { longestLagMs } from "./status/readiness-reader.js";

const { largestBody: evidenceBody } = routes.bringEvidence;
const { rollback, rollbackAll, others, failedKeys } = defaultLimits;
const { headersTimeout, requestTimeout, keepAliveTimeout } = serverOptions;
const { connectionsCheckingInterval } = serverOptions;

/**
 * What the load test allows a server beside what its calls hold. Most of it is garbage: V8 lets its heap
 * grow to about four times what is alive before it collects.
 */
const restingMemory = 600_000_000;

/** The bounds that the server keeps, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const serverBounds: readonly Bound[] = [
  { name: "calls in flight", value: mostCalls, unit: "calls" },
  { name: "calls' work that begins in a turn of the event loop", value: turnMs, unit: "ms" },
  { name: "pieces of it that a longer turn takes", value: leastATurn, unit: "pieces" },
  { name: "a request's body", value: usualBody.bytes, unit: "bytes", memory: "call" },
  { name: "a larger body that is read to its end", value: mostDiscarded, unit: "bytes" },
  { name: "nesting of a body", value: deepestNesting, unit: "levels" },
  { name: "values of a body", value: usualBody.values, unit: "values" },
  { name: "evidence in a request's body", value: evidenceBody.bytes, unit: "bytes" },
  { name: "values of such a body", value: evidenceBody.values, unit: "values" },
  { name: "requests with evidence that are judged at once", value: mostEvidence, unit: "requests" },
  { name: "waiting for that", value: evidenceTurnMs, unit: "ms" },
  { name: "judging and storing evidence", value: evidenceMs, unit: "ms" },
  { name: "turns of a call", value: mostTurns, unit: "turns" },
  { name: "the answer to a refused request", value: largestProblem, unit: "bytes" },
  { name: "its `detail`", value: largestDetail, unit: "bytes" },
  { name: "an answer that tells a fact", value: largestAnswers.fact, unit: "bytes" },
  { name: "an answer that tells a change", value: largestAnswers.change, unit: "bytes" },
  {
    name: "an answer that tells a whole state or a list",
    value: largestAnswers.whole,
    unit: "bytes",
  },
  { name: "a call's answer, or a rendered prompt", value: largestAnswers.call, unit: "bytes" },
  {
    name: "a server's memory beside its calls",
    value: restingMemory,
    unit: "bytes",
    memory: "process",
  },
  { name: "rollbacks of a key at once", value: rollback.burst, unit: "requests" },
  { name: "rollbacks of a key", value: rollback.perSecond, unit: "a second" },
  {
    name: "rollbacks of many families, of a key at once",
    value: rollbackAll.burst,
    unit: "requests",
  },
  { name: "rollbacks of many families, of a key", value: rollbackAll.perSecond, unit: "a second" },
  { name: "families that a rollback of many names", value: mostNamedFamilies, unit: "families" },
  {
    name: "beginning transactions of a rollback of many families",
    value: rollbackAllMs,
    unit: "ms",
  },
  { name: "answering a rollback of many families", value: rollbackAllAnswerMs, unit: "ms" },
  { name: "other requests of a key at once", value: others.burst, unit: "requests" },
  { name: "other requests of a key", value: others.perSecond, unit: "a second" },
  { name: "wrong keys of an address at once", value: failedKeys.burst, unit: "requests" },
  { name: "wrong keys of an address", value: failedKeys.perSecond, unit: "a second" },
  {
    name: "holding back the answer to a wrong key beyond that",
    value: failedKeys.holdMs,
    unit: "ms",
  },
  { name: "keys and addresses whose rate is known", value: mostHolders, unit: "of each" },
  { name: "processes of a key that report", value: mostProcesses, unit: "processes" },
  { name: "a silent process keeps its place", value: aliveMs, unit: "ms" },
  { name: "keys that are known without the store", value: mostKnown, unit: "keys" },
  { name: "ids of wrong keys that are known without the store", value: mostUnknown, unit: "ids" },
  { name: "looking up a key", value: lookupMs, unit: "ms" },
  { name: "a key that was removed elsewhere still works", value: staleMs, unit: "ms" },
  { name: "an id of a wrong key is not looked up again", value: unknownMs, unit: "ms" },
  { name: "sending a request's headers", value: headersTimeout, unit: "ms" },
  { name: "sending a whole request", value: requestTimeout, unit: "ms" },
  { name: "looking for those who are slower", value: connectionsCheckingInterval, unit: "ms" },
  { name: "an idle connection", value: keepAliveTimeout, unit: "ms" },
  { name: "answering a decision", value: decisionMs, unit: "ms" },
  { name: "answering a recovery", value: recoveryMs, unit: "ms" },
  { name: "waiting for the fleet, or for a drill", value: longestWaitMs, unit: "ms" },
  { name: "taking a process's report", value: reportMs, unit: "ms" },
  { name: "a decision that a ready process has not taken", value: longestLagMs, unit: "ms" },
  { name: "shadow pairs in an answer", value: mostPairs, unit: "pairs" },
  { name: "decisions in an answer", value: mostDecisions, unit: "decisions" },
  { name: "an event stream", value: longestStreamMs, unit: "ms" },
  {
    name: "messages that wait for the reader of an event stream",
    value: mostWaiting,
    unit: "messages",
  },
  { name: "a reader of an event stream that takes nothing", value: stalledMs, unit: "ms" },
  { name: "a reader of any other answer that takes nothing", value: stalledAnswerMs, unit: "ms" },
  { name: "a call's stream without a word", value: keepAliveMs, unit: "ms" },
  { name: "a reader of a call's stream that takes nothing", value: stalledReaderMs, unit: "ms" },
  { name: "grace of running calls when the server is stopped", value: defaultGraceMs, unit: "ms" },
  { name: "last answers after the grace", value: lastWordsMs, unit: "ms" },
];
