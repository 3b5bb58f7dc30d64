import { randomUUID } from "node:crypto";
import type { Evidence } from "@promptrail/core";
import { createCallId, type LoggedCall } from "@promptrail/core/call-log";
import type { ApiKey, Drill } from "@promptrail/core/lifecycle";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import { version } from "../commands.js";

/** With milliseconds, as a clock gives them. */
const moment = new Date("2026-05-06T07:08:09.123Z");

export function sampleCall(family: string, cost: number | null): LoggedCall {
  return plainCall({
    id: createCallId(moment),
    family,
    startedAt: moment,
    durationMs: 1 / 3,
    context: { text: "\\ ' \" ü 商" },
    text: "\\ü",
    outcome: cost === null ? null : "ok",
    success: cost !== null,
    cost,
  });
}

/** That a version passes against version 1 of its family. */
export function sampleEvidence(family: string, number: number): Evidence {
  return {
    id: randomUUID(),
    family,
    version: number,
    baselineVersion: 1,
    verdict: "pass",
    contentHash: version(family, number).contentHash,
    baselineHash: version(family, 1).contentHash,
    datasetHash: "dataset",
    suiteHash: "suite",
    reasons: ["as good: ü"],
    actor: "ada",
    report: { score: 0.1 + 0.2 },
    createdAt: moment,
  };
}

export function sampleKey(id: string): ApiKey {
  return {
    id,
    name: "ünder \\ 'quotes'",
    secretHash: "00",
    scopes: ["read"],
    families: ["a_*"],
    replacedAt: null,
    createdAt: moment,
    expiresAt: new Date("2027-01-02T03:04:05.006Z"),
    lastUsedAt: null,
  };
}

export function sampleDrill(family: string): Drill {
  return {
    family,
    revision: 1,
    actor: "ada",
    startedAt: moment,
    processes: 2,
    appliedAfterMs: [1 / 3, 12.000_000_1],
  };
}
