import type { Clock } from "../clock.js";
import type { GapLedger } from "../room/gap-ledger.js";
import type { Journal } from "./journal.js";

/** What an intake needs of the spool around it. */
export interface IntakeSettings {
  readonly clock: Clock;
  readonly ledger: GapLedger;
  /** The share of the spool's room that is used once so many bytes more are written. */
  readonly findShare: (bytes: number) => number;
  readonly isErased: (subject: string) => boolean;
  readonly makeJournal: () => Promise<Journal>;
  readonly onProblem: (error: unknown) => void;
  /** Told when something can be brought to the call log. */
  readonly onWritten: () => void;
  /** Told when what this process had is another one's by now. */
  readonly onMoved: () => void;
  readonly draw: () => number;
}
