import type { Readiness } from "@promptrail/http-api";
import type { ServedPromptrail } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";

export type ReadinessReader = () => Promise<Readiness>;

const probeMs = 1_000;
/** Whoever may reach the route asks the store at most this often. */
const freshMs = 1_000;

/** Looks whether the store answers and what the process knows. Its problems hold no names: it needs no key. */
export function createReadinessReader(
  promptrail: ServedPromptrail,
  now: () => number = () => performance.now(),
): ReadinessReader {
  let probe: { readonly at: number; readonly reachable: Promise<boolean> } | null = null;
  return async () => {
    if (probe === null || now() - probe.at >= freshMs) {
      probe = { at: now(), reachable: isReachable(promptrail) };
    }
    return toReadiness(promptrail, await probe.reachable);
  };
}

async function isReachable({ store }: ServedPromptrail): Promise<boolean> {
  if (store === null) return true;
  try {
    await withDeadline(store.status.readSnapshot(), probeMs, "The store");
    return true;
  } catch {
    return false;
  }
}

/** Each problem's own sentence may name families, which nobody without a key may read. */
const sentences: Readonly<Record<string, string>> = {
  state_regression:
    "The store went back, or has another history; the state that is applied stays until `promptrail recover --keep fleet` or `--keep store`.",
  immutability_violation:
    "A version has another text here than under its number in the store; the store's is served.",
};

function toReadiness(promptrail: ServedPromptrail, reachable: boolean): Readiness {
  const { environment, revision, stateSource, families, ...status } = promptrail.status();
  const codes = new Set<string>(status.problems.map(({ code }) => code));
  const unservable = families.filter(({ family }) => isDegraded(promptrail, family)).length;
  const problems = [
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
    ready: reachable || stateSource !== "code_default",
    degraded: problems.length > 0,
    environment,
    revision,
    stateSource,
    problems,
  };
}

function isDegraded(promptrail: ServedPromptrail, family: string): boolean {
  try {
    return promptrail.resolve(family).degraded !== null;
  } catch {
    return true;
  }
}
