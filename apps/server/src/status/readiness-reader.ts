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
    "The store is at a lower revision or has a different history; this process keeps its applied state until `promptrail recover --keep fleet` or `--keep store`.",
  immutability_violation:
    "A version of this build has different content in the store; the content in the store is served.",
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
      : [
          "This process no longer receives decisions, and serves the last state that it knows. Restart it.",
        ]),
    ...(reachable && !codes.has("store_unavailable")
      ? []
      : ["The store cannot be reached; calls continue on the last known state."]),
    ...(stateSource === "store" ? [] : [`The live state comes from: ${stateSource}.`]),
    ...(unservable === 0
      ? []
      : [`Families that this process cannot serve on their live version: ${unservable}.`]),
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
