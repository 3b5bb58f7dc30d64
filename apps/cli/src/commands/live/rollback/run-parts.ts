import { setTimeout as delay } from "node:timers/promises";
import type { ClientRequest } from "@promptrail/client";
import { isPromptrailError, PromptrailError, type RollbackAllReport } from "@promptrail/core";
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
  /** The command that goes on with the run. */
  readonly goOn: string;
}

/**
 * Rolls the families back, as many at once as one transaction takes, so that progress is told and it can be
 * stopped in between. The last part waits for the fleet, where that was asked for.
 *
 * @throws PromptrailError what a part ends with, and what is done of the whole run.
 */
export async function runParts(
  backend: Pick<Backend, "rollbackAll">,
  { families, wait, ...run }: Run,
  { stop, onProgress, goOn }: RunSettings,
): Promise<readonly RollbackAllReport[]> {
  const reports: RollbackAllReport[] = [];
  for (let done = 0; done < families.length && !stop.aborted; ) {
    const part = families.slice(done, done + mostTogether);
    const isLast = done + part.length === families.length;
    const request = { ...run, families: part, wait: isLast ? wait : undefined };
    const asking = askInTime(() => backend.rollbackAll(request), stop);
    const report = await asking.catch((error: unknown) => {
      throw brokenOff(error, reports, { families, goOn, idempotencyKey: run.idempotencyKey });
    });
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

/** A part knows of itself alone, and one that nobody answered says nothing at all. */
function brokenOff(
  error: unknown,
  reports: readonly RollbackAllReport[],
  {
    families,
    idempotencyKey,
    goOn,
  }: Pick<Run, "families" | "idempotencyKey"> & { readonly goOn: string },
): unknown {
  if (!isPromptrailError(error)) return error;
  const { rolled_back: ofPart } = error.data;
  const before = new Set(reports.flatMap((part) => part.rolledBack.map(({ family }) => family)));
  const done = before.size + (typeof ofPart === "number" ? ofPart : 0);
  return new PromptrailError(
    error.code,
    `${error.message} Of all ${families.length} families, ${done} are known to be rolled back. Go on with: ${goOn}`,
    {
      ...error.data,
      rolled_back: done,
      families: families.length,
      idempotency_key: idempotencyKey,
    },
    error,
  );
}
