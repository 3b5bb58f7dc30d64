import type { Bound } from "@promptrail/core/lifecycle";
import { mostNamed, partSize } from "./contents/place.js";
import { heartbeatMs, recentMs, silenceMs } from "./lock/lock-timing.js";
import { defaultPollMs } from "./open-environment.js";
import { defaultConnections } from "./postgres.js";
import {
  connectTimeoutMs,
  dataLimit,
  decisionLimit,
  historyLimit,
  mostHistoryReads,
} from "./sql/limits.js";
import { reservedConnections } from "./sql/share-connections.js";
import { backoffCapMs } from "./watch/watch-status.js";

/** The bounds that the store keeps, as `tooling/handbook/operate/bounds.md` states them: a test compares both. */
export const postgresBounds: readonly Bound[] = [
  {
    name: "a heartbeat of the process that has the embedded store open, every",
    value: heartbeatMs,
    unit: "ms",
  },
  { name: "a heartbeat of the embedded store counts as recent", value: recentMs, unit: "ms" },
  {
    name: "a process on another machine keeps the embedded store without a heartbeat",
    value: silenceMs,
    unit: "ms",
  },
  {
    name: "connections of a process to PostgreSQL",
    value: defaultConnections,
    unit: "connections",
  },
  { name: "connections kept for decisions", value: reservedConnections, unit: "of them" },
  { name: "history reads at once", value: mostHistoryReads, unit: "reads" },
  { name: "waiting for a history read", value: historyLimit.turnMs ?? 0, unit: "ms" },
  { name: "deciding, in the store", value: decisionLimit.deadlineMs, unit: "ms" },
  {
    name: "reading or writing logs, evidence and histories",
    value: dataLimit.deadlineMs,
    unit: "ms",
  },
  {
    name: "versions, or verdicts, in a part of `GET /admin/history/contents`",
    value: partSize,
    unit: "rows",
  },
  {
    name: "decisions after the head, or missing rows, in its last part",
    value: mostNamed,
    unit: "of each",
  },
  { name: "connecting to PostgreSQL", value: connectTimeoutMs, unit: "ms" },
  { name: "looking for a decision without notifications", value: defaultPollMs, unit: "ms" },
  { name: "looking again after the store failed", value: backoffCapMs, unit: "ms" },
];
