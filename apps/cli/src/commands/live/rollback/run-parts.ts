import { setTimeout as delay } from "node:timers/promises";
import type { ClientRequest } from "@promptrail/client";
import { isPromptrailError, type RollbackAllReport } from "@promptrail/core";
import { mostTogether } from "@promptrail/core/lifecycle";
import type { Backend } from "../../../project/live/backend.js";
import type { AllRequest } from "./rollback-options.js";

/** A run: its families, and what was seen of them. */
export interface Run extends Pick<ClientRequest<"rollbackAll">, "model" | "provider" | "reason"> {
  readonly families: readonly string[];
  readonly seenRevision: number;
  readonly idempotencyKey: string;
  readonly wait: AllRequest["wait"];
}

interface RunSettings {
  /** Nothing new begins once it is aborted. */
  readonly stop: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/**
 * Rolls the families back, as many at once as one transaction takes, so that progress is told and it can be
 * stopped in between. The last part waits for the fleet, where that was asked for.
 */
export async function runParts(
  backend: Pick<Backend, "rollbackAll">,
  { families, wait, ...run }: Run,
  { stop, onProgress }: RunSettings,
): Promise<readonly RollbackAllReport[]> {
  const reports: RollbackAllReport[] = [];
  for (let done = 0; done < families.length && !stop.aborted; ) {
    const part = families.slice(done, done + mostTogether);
    const isLast = done + part.length === families.length;
    const request = { ...run, families: part, wait: isLast ? wait : undefined };
    const report = await askInTime(() => backend.rollbackAll(request), stop);
    reports.push(report);
    // What a busy server left of the part is asked for again: the run's key knows what is done.
    if (report.remaining === 0) done += part.length;
    onProgress(done);
  }
  return reports;
}

/** A server that is asked too often says when it may be asked again. */
async function askInTime<Answer>(ask: () => Promise<Answer>, stop: AbortSignal): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const waitMs = isPromptrailError(error) ? error.data["retry_after_ms"] : undefined;
      if (typeof waitMs !== "number" || stop.aborted) throw error;
      await delay(waitMs);
    }
  }
}
