import { type CallRecord, isPromptrailError, PromptrailError } from "@promptrail/core";
import type { CallLog, LoggedCall } from "@promptrail/core/call-log";
import { toErrorText } from "@promptrail/core/errors";
import { tellOnce } from "../../../problems/tell-once.js";
import { within } from "../../../within.js";
import type { SubjectSecret } from "../subject-secret.js";

/** So long a call waits for the log at most. What the log took later is there once all the same. */
export const longestSyncMs = 2_000;

interface SyncPorts {
  readonly log: Pick<CallLog, "append">;
  readonly secret: SubjectSecret;
  readonly toLogged: (record: CallRecord) => LoggedCall;
  /** The record is in the log. */
  readonly onKept: (id: string) => void;
  /** Takes what the log did not take. Resolves once it is as safe there as it will be. Never rejects. */
  readonly keepElsewhere: (record: CallRecord) => Promise<void>;
  readonly onProblem: (error: unknown) => void;
}

/** Writes the record of a call before the call returns. */
export class SyncSink {
  readonly #ports: SyncPorts;
  readonly #problems;
  /** The log failed last. One call at a time tries it then, and the others do not wait for it. */
  #isAway = false;
  #isTrying = false;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
    this.#problems = tellOnce(ports.onProblem);
  }

  /** Resolves once the record is in the log, or elsewhere where the log takes none. Never rejects. */
  async keep(record: CallRecord): Promise<void> {
    if (this.#isAway && this.#isTrying) return this.#ports.keepElsewhere(record);
    this.#isTrying = true;
    try {
      if (!(await within(this.#append(record), longestSyncMs))) throw late();
      this.#isAway = false;
      this.#problems.clear();
      this.#ports.onKept(record.id);
    } catch (error) {
      // One that the log can never take says nothing of the others.
      if (!isPromptrailError(error) || error.code !== "call_rejected") this.#isAway = true;
      this.#problems.tell(notSynced(error));
      await this.#ports.keepElsewhere(record);
    } finally {
      this.#isTrying = false;
    }
  }

  async #append(record: CallRecord): Promise<void> {
    const { log, secret, toLogged } = this.#ports;
    if (record.subject !== null) await secret.require();
    await log.append([toLogged(record)]);
  }
}

function late(): Error {
  return new Error(`it did not answer within ${longestSyncMs} ms`);
}

function notSynced(cause: unknown): PromptrailError {
  const reason = toErrorText(cause).replace(/\.$/, "");
  return new PromptrailError(
    "unavailable",
    `The call log took no record before its call returned, as durability \`sync\` asks: ${reason}. Calls continue, and their records wait for the log: on this machine's disk where the config has a \`spool\`, else in the memory of this process. Check that the call log can be reached from here.`,
    {},
    cause,
  );
}
