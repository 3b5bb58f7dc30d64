import type { CallRecord } from "@promptrail/core";
import type { CallReports, CallSink } from "@promptrail/core/call-log";
import type { Loss } from "./gap-counter.js";
import { QueueSink } from "./queue-sink.js";

interface ReportPorts {
  readonly reports: CallReports;
  /** This process's own log. */
  readonly own: CallSink;
  readonly onLoss: (loss: Loss) => void;
  readonly onProblem: (error: unknown) => void;
}

/**
 * Records of a process that follows a server: for its own log in memory, and for the server's. They go as they are: the
 * server redacts them, knows the secret by which subjects are stored, and tells their shape before.
 */
export class ReportSink implements CallSink {
  readonly #own: CallSink;
  readonly #queue: QueueSink<CallRecord>;

  constructor({ reports, own, onLoss, onProblem }: ReportPorts) {
    this.#own = own;
    this.#queue = new QueueSink({
      log: { append: (calls) => reports.report(calls, []) },
      toLogged: async (records) => records,
      onLoss,
      onProblem,
    });
  }

  add(record: CallRecord): void {
    this.#own.add(record);
    this.#queue.add(record);
  }

  async flush(): Promise<void> {
    await Promise.all([this.#own.flush(), this.#queue.flush()]);
  }
}
