import type { ServerResponse } from "node:http";
import type { FailedRequest } from "../problems/failed-request.js";
import { StalledReaderError } from "../problems/stalled-reader-error.js";

/** Whoever an answer is for. */
export interface AnswerReader {
  /** Tells of a reader that took nothing for so long, and closes its connection; false where there is none to close. */
  readonly drop: (idleMs: number) => boolean;
}

interface ReaderSettings {
  readonly request: FailedRequest;
  /** Null where no Node server stands before the app, as in a test. */
  readonly outgoing: ServerResponse | null;
  readonly onProblem: (error: unknown, request: FailedRequest) => void;
}

export function createAnswerReader({ request, outgoing, onProblem }: ReaderSettings): AnswerReader {
  return {
    drop: (idleMs) => {
      onProblem(new StalledReaderError(idleMs), request);
      outgoing?.destroy();
      return outgoing !== null;
    },
  };
}
