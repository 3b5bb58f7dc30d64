import type { Readiness } from "@promptrail/http-api";
import type { PromptReader } from "@promptrail/runtime";
import { withDeadline } from "../limits/with-deadline.js";

export type ReadinessReader = () => Promise<Readiness>;

const probeMs = 1_000;
/** Whoever may reach the route asks the store at most this often. */
const freshMs = 1_000;
/** A decision is heard within a second, after an outage within five: who lacks one for longer does not follow. */
export const longestLagMs = 10_000;

/** Looks whether the store answers and what the process knows. Its problems hold no names: it needs no key. */
export function createReadinessReader(
  promptrail: PromptReader,
  now: () => number = () => performance.now(),
): ReadinessReader {
  let probe: { readonly at: number; readonly answer: Promise<StoreAnswer> } | null = null;
  let lag: { readonly revision: number; readonly since: number } | null = null;
  const isLagging = ({ revision }: StoreAnswer) => {
    if (lag !== null && promptrail.status().revision >= lag.revision) lag = null;
    if (revision > promptrail.status().revision) lag ??= { revision, since: now() };
    return lag !== null && now() - lag.since >= longestLagMs;
  };
  return async () => {
    if (probe === null || now() - probe.at >= freshMs) {
      probe = { at: now(), answer: askStore(promptrail) };
    }
    const answer = await probe.answer;
    return toReadiness(promptrail, answer.isReachable, isLagging(answer));
  };
}

interface StoreAnswer {
  readonly isReachable: boolean;
  /** The store's; 0 where it is not known. */
  readonly revision: number;
}

async function askStore(promptrail: PromptReader): Promise<StoreAnswer> {
  if (!promptrail.hasStore) return { isReachable: true, revision: 0 };
  try {
    const { revision } = await withDeadline(promptrail.readSnapshot(), probeMs, "The store");
    return { isReachable: true, revision };
  } catch {
    return { isReachable: false, revision: 0 };
  }
}

/** Each problem's own sentence may name families, which nobody without a key may read. */
const sentences: Readonly<Record<string, string>> = {
  state_regression:
    "The store went back, or has another history; the state that is applied stays until `promptrail recover --keep fleet` or `--keep store`.",
  immutability_violation:
    "A version has another text here than under its number in the store; the store's is served.",
};

function toReadiness(promptrail: PromptReader, reachable: boolean, isLagging: boolean): Readiness {
  const { environment, revision, stateSource, families, ...status } = promptrail.status();
  const codes = new Set<string>(status.problems.map(({ code }) => code));
  // What was lost and who decides about it is another problem, which names itself.
  const follows = status.isFollowing && (!isLagging || codes.has("state_regression"));
  const unservable = families.filter(({ family }) => isDegraded(promptrail, family)).length;
  const problems = [
    ...(follows
      ? []
      : ["This process no longer follows what is decided, and serves what it knew. Restart it."]),
    ...(reachable && !codes.has("store_unavailable")
      ? []
      : ["The store does not answer; calls go on with what is known."]),
    ...(stateSource === "store" ? [] : [`What is live is taken from: ${stateSource}.`]),
    ...(unservable === 0
      ? []
      : [`Families that are not served on their live version: ${unservable}.`]),
    ...[...codes].flatMap((code) => sentences[code] ?? []),
  ];
  return {
    ready: follows && (reachable || stateSource !== "code_default"),
    degraded: problems.length > 0,
    environment,
    revision,
    stateSource,
    problems,
  };
}

function isDegraded(promptrail: PromptReader, family: string): boolean {
  try {
    return promptrail.resolve(family).degraded !== null;
  } catch {
    return true;
  }
}
