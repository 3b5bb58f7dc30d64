import { PromptrailError } from "../../errors/promptrail-error.js";

interface HistoryClash {
  /** What is at another history: `The server`. */
  readonly source: string;
  readonly environment: string;
  /** What it is at. */
  readonly revision: number;
  /** What this process has of its own history. */
  readonly knownRevision: number;
  /** What is to be done, or known, first: a sentence, or the begin of one. */
  readonly advice: string;
}

/** What is told of a state that must not take the place of what a process has applied. */
export function anotherHistory(clash: HistoryClash): PromptrailError {
  const { source, environment, revision, knownRevision, advice } = clash;
  return new PromptrailError(
    "state_regression",
    `state_regression: ${source} is at revision ${revision} of another history than revision ${knownRevision}, which this process has: decisions were lost, in a failover or by a restored dump. ${advice}`,
    { environment, revision, known_revision: knownRevision },
  );
}
