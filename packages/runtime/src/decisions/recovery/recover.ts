import { PromptrailError, type RecoverReport } from "@promptrail/core";
import type {
  DecisionResult,
  OpenStore,
  RecoverCommand,
  RecoveredFamily,
} from "@promptrail/core/lifecycle";
import type { LiveState } from "../../state/live-status.js";
import { toCommandBase } from "../request/decision-options.js";
import { findKeptState, requireFleetState } from "./find-kept-states.js";
import { findLoss } from "./find-loss.js";
import type { RecoverRequest } from "./recover-request.js";

/** One family's part of the recovery; its revision where nobody may have decided meanwhile. */
type Part = Pick<RecoverCommand, "family" | "kept"> & { readonly expectedRevision?: number };

interface Decided {
  readonly revision: number;
  readonly change: RecoveredFamily;
}

/**
 * Lets every process serve one state again after decisions were lost. What is kept of the fleet's state
 * comes first; then each family is decided once more as it stands, above every revision that was lost.
 * A process applies the state with the first of these that it does not have (`acceptsHistory`), so never
 * a part of what is kept. What breaks off is finished by recovering again.
 *
 * @throws PromptrailError `not_eligible`, `unknown_version`, `stale_state`, `store_unavailable`.
 */
export async function recover(
  store: OpenStore,
  live: LiveState,
  request: RecoverRequest,
): Promise<RecoverReport> {
  const loss = await findLoss(store, live);
  const { found, lost, lostRevision } = loss;
  const fleet = request.keep === "fleet" ? requireFleetState(loss) : new Map<string, never>();
  const decide = (part: Part) => decidePart(store, request, lostRevision, part);
  const changed: RecoveredFamily[] = [];
  let { revision } = found;
  for (const state of found.families) {
    const kept = findKeptState(fleet, state);
    if (kept === null) continue;
    const part = { family: state.family, kept, expectedRevision: state.revision };
    const decided = await decide(part);
    changed.push(decided.change);
    ({ revision } = decided);
  }
  const families = found.families.map(({ family }) => family);
  while (revision < lostRevision) {
    revision = await stamp(families.slice(0, lostRevision - revision), decide);
  }
  revision = await stamp(families, decide);
  const missing = (lost?.families ?? []).map(({ family }) => family);
  return {
    lostRevision,
    revision,
    families: changed,
    missing: missing.filter((family) => !families.includes(family)),
  };
}

/** Lets each family stand as it is. Returns the revision of the last of these decisions. */
async function stamp(
  families: readonly string[],
  decide: (part: Part) => Promise<Decided>,
): Promise<number> {
  let last = 0;
  for (const family of families) last = (await decide({ family, kept: null })).revision;
  return last;
}

async function decidePart(
  store: OpenStore,
  request: RecoverRequest,
  lostRevision: number,
  { kept, ...part }: Part,
): Promise<Decided> {
  const { actor, reason, source = "library" } = request;
  const base = toCommandBase(part.family, reason, { actor, source, ...part });
  const command: RecoverCommand = { ...base, kind: "recover", kept, lostRevision };
  return toDecided(await store.status.decide(command));
}

function toDecided({ decision, followUp, state }: DecisionResult): Decided {
  const { family, activeVersion: toVersion } = state;
  if (decision === null) throw notRecorded(family);
  const fromVersion = decision.fromVersion ?? toVersion;
  const { revision } = followUp ?? decision;
  return { revision, change: { family, fromVersion, toVersion } };
}

function notRecorded(family: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `The store recorded no decision for the recovery of family "${family}". Bring the store's package up to date, then recover again.`,
    { family },
  );
}
