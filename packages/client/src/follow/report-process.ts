import { routes } from "@promptrail/http-api";
import type { Connection } from "../connection/connection.js";
import { requireNoProblem } from "../connection/read-answer.js";

/** What a follower tells its server of itself. */
export interface ProcessFacts {
  readonly name: string;
  readonly revision: number;
  readonly problems: readonly string[];
}

interface ReportSettings {
  /** Of this run of the process. */
  readonly processId: string;
  /** Null while nothing is known to report. */
  readonly read: () => ProcessFacts | null;
}

interface ProcessReporting {
  /** Something has changed: reports it now. Never throws, and nobody waits for it. */
  tell(): void;
  /** Says that the process ends. Waits for at most a second. */
  stop(): Promise<void>;
}

const signOfLifeMs = 5_000;
const reportMs = 2_000;
const farewellMs = 1_000;

/**
 * Tells a server what this process serves, at each change and every 5 s. A report that fails is made
 * up for by the next: what is served does not hang on it.
 */
export function reportProcess(connection: Connection, settings: ReportSettings): ProcessReporting {
  const { processId, read } = settings;
  const params = { process_id: processId };
  const stopped = new AbortController();
  let sending: Promise<void> | null = null;
  let isBehind = false;
  let wasHeard = false;
  const send = async (): Promise<void> => {
    do {
      isBehind = false;
      const facts = read();
      if (facts === null || stopped.signal.aborted) return;
      const body = { ...facts, state_source: "store" };
      const { signal } = stopped;
      const response = await connection(routes.reportProcess, {
        ...{ params, body, signal, timeoutMs: reportMs },
      });
      await requireNoProblem(response);
      wasHeard = true;
    } while (isBehind);
  };
  const tell = () => {
    isBehind = true;
    sending ??= send()
      .catch(() => {})
      .finally(() => {
        sending = null;
      });
  };
  const beating = setInterval(tell, signOfLifeMs).unref();
  return {
    tell,
    stop: async () => {
      clearInterval(beating);
      stopped.abort();
      await sending;
      if (!wasHeard) return;
      const leaving = connection(routes.removeProcess, { params, timeoutMs: farewellMs });
      await leaving.then((response) => response.body?.cancel()).catch(() => {});
    },
  };
}
