import { setImmediate } from "node:timers/promises";
import { type Evidence, PromptrailError, type Suite } from "@promptrail/core";
import type {
  EvidenceReport,
  EvidenceRun,
  EvidenceStore,
  RegisteredVersion,
  Snapshot,
} from "@promptrail/core/lifecycle";
import { cutText, versionKey } from "@promptrail/core/portable";
import { findStanding } from "../evaluate/keep-in-store.js";
import type { GateVerdict } from "../gate/gate-verdict.js";
import { judge } from "../gate/judge.js";
import { toEvidence } from "../report/json/to-evidence.js";
import type { PairedRun } from "../runner/run-paired-eval.js";
import { refusing } from "./refuse-evidence.js";
import { toEvidenceId } from "./to-evidence-id.js";
import { toPairedRun } from "./to-paired-run.js";

/** What evidence is brought to: an environment with its store, and the suites of the code. A `Promptrail` is one. */
export interface EvidencePlace {
  readonly environment: string;
  /** By their families. */
  readonly suites: ReadonlyMap<string, Suite>;
  /** What the store says that is live. */
  readonly readSnapshot: () => Promise<Pick<Snapshot, "families">>;
  readonly readVersion: (family: string, version: number) => Promise<RegisteredVersion | null>;
  readonly evidence: Pick<EvidenceStore, "find" | "read" | "save">;
}

export interface BringEvidenceRequest {
  readonly run: EvidenceRun;
  /** Who brings it: evidence and the decision that stands on it name them. */
  readonly actor: string;
  readonly now?: () => Date;
}

/** The clocks of two machines differ, but not more. */
const mostAheadMs = 600_000;

/**
 * Stores the evidence of a comparison that ran elsewhere, for the version that is active now. Nothing that it says of
 * itself is believed but its scores, which the gate judges again. The same one again changes nothing, and neither does another
 * run where one has decided.
 *
 * @throws PromptrailError `evidence_refused` for one of another environment, content, suite or dataset, that is not
 * whole, or whose verdict is another one here; `stale_state` where another version
 * is active now; `unknown_version`, `dataset_invalid`; what the store throws.
 */
export async function bringEvidence(
  place: EvidencePlace,
  { run, actor, now = () => new Date() }: BringEvidenceRequest,
): Promise<EvidenceReport> {
  requireMeant(place, run, now());
  const id = toEvidenceId(run);
  const known = await place.evidence.read(id);
  if (known !== null) {
    const told = toReport(run, known);
    return { ...told, ...(await tellStanding(place, known)), outcome: "already_stored" };
  }
  const paired = await readRun(place, run);
  // Each of these may take a large part of a second: whoever runs beside it gets a turn in between.
  await setImmediate();
  const verdict = judgeAgain(run, paired.run, paired.suite);
  if (!(await isNeeded(place, run))) {
    const told = toReport(run, { ...verdict, id: null, actor: null });
    return { ...told, run: null, decidedBy: null, outcome: "not_needed" };
  }
  const evidence = toEvidence({
    id,
    run: paired.run,
    verdict,
    candidate: { version: run.version, contentHash: run.contentHash },
    baseline: { version: run.baselineVersion, contentHash: run.baselineHash },
    actor,
    createdAt: now(),
    ran: { by: run.ranBy, at: run.ranAt.toISOString() },
    supersede: run.supersede,
  });
  const saved = await place.evidence.save(evidence);
  const outcome = saved.changesNothing === true ? "kept" : "stored";
  return { ...toReport(run, saved), ...(await tellStanding(place, saved)), outcome };
}

async function tellStanding(
  { evidence }: EvidencePlace,
  saved: Evidence,
): Promise<Pick<EvidenceReport, "run" | "decidedBy">> {
  const { run, deciding } = await findStanding(evidence, saved);
  const { id, verdict } = deciding;
  return { run, decidedBy: id === saved.id ? null : { evidenceId: id, verdict } };
}

function toReport(
  { family, version, baselineVersion }: EvidenceRun,
  {
    id,
    actor,
    verdict,
    reasons,
  }: Pick<EvidenceReport, "verdict" | "reasons" | "actor"> & { readonly id: string | null },
): Omit<EvidenceReport, "outcome" | "run" | "decidedBy"> {
  const candidate = versionKey(family, version);
  const baseline = versionKey(family, baselineVersion);
  return { family, candidate, baseline, verdict, reasons, evidenceId: id, actor };
}

function requireMeant({ environment }: EvidencePlace, run: EvidenceRun, now: Date): void {
  const refuse = refusing(run);
  if (run.environment !== environment) {
    throw refuse.because(
      `it is for the environment "${cutText(run.environment)}", but this is "${environment}".`,
      `Run the eval with \`--env ${environment}\`, or use it where it is for.`,
    );
  }
  if (run.version === run.baselineVersion) {
    throw refuse.because("it compares the version with itself.");
  }
  if (run.ranAt.getTime() > now.getTime() + mostAheadMs) {
    throw refuse.because(
      `it ran at ${run.ranAt.toISOString()}, but here it is ${now.toISOString()}.`,
      "Correct the clock of the machine that ran it, then run it again.",
    );
  }
}

/** The run as it was, by what this code and this store have of it. */
async function readRun(place: EvidencePlace, run: EvidenceRun) {
  const { family, version, contentHash, baselineVersion, baselineHash } = run;
  const suite = place.suites.get(family);
  if (suite === undefined) {
    throw refusing(run).because(
      `family "${family}" has no suite here, so that the scores cannot be judged.`,
      "Add the suite to the config, and deploy that.",
    );
  }
  const candidate = await requireRegistered(place, run, version, contentHash);
  const baseline = await requireRegistered(place, run, baselineVersion, baselineHash);
  const declaresTools = {
    candidate: candidate.content.tools.length > 0,
    baseline: baseline.content.tools.length > 0,
  };
  return { suite, run: await toPairedRun({ run, suite, declaresTools }) };
}

async function requireRegistered(
  place: EvidencePlace,
  run: EvidenceRun,
  version: number,
  contentHash: string,
): Promise<RegisteredVersion> {
  const { family } = run;
  const key = versionKey(family, version);
  const registered = await place.readVersion(family, version);
  if (registered === null) {
    throw new PromptrailError(
      "unknown_version",
      `The evidence names ${key}, which is not registered in ${place.environment}. Nothing was stored. Register it with \`promptrail deploy\`, then bring the evidence.`,
      { family, version },
    );
  }
  if (registered.contentHash === contentHash) return registered;
  throw refusing(run).because(
    `it is about a ${key} with other content (${contentHash}) than the one that is registered in ${place.environment} (${registered.contentHash}).`,
  );
}

/** A file may have been edited; or another release of the gate judges in another way. */
function judgeAgain(run: EvidenceRun, paired: PairedRun, suite: Suite): GateVerdict {
  const verdict = judge(paired, suite);
  if (verdict.verdict === run.verdict) return verdict;
  const [why = ""] = verdict.reasons;
  throw refusing(run).because(
    `its verdict is ${run.verdict}, but the gate judges its scores as ${verdict.verdict} here. ${why}`,
    "Use the same release of Promptrail on both sides, and the file unchanged.",
  );
}

/**
 * Whether its version is not active yet, and something else is.
 *
 * @throws PromptrailError `stale_state` where that is not the version that it was compared with.
 */
async function isNeeded({ readSnapshot }: EvidencePlace, run: EvidenceRun): Promise<boolean> {
  const { family, version, baselineVersion } = run;
  const { families } = await readSnapshot();
  const state = families.find((each) => each.family === family);
  if (state === undefined || state.activeVersion === version) return false;
  if (state.activeVersion === baselineVersion) return true;
  const key = versionKey(family, version);
  const active = versionKey(family, state.activeVersion);
  throw new PromptrailError(
    "stale_state",
    `The evidence for ${key} is refused: it compares with ${versionKey(family, baselineVersion)}, but ${active} is active now (revision ${state.revision}). Nothing was stored. Run \`promptrail eval\` for ${key} against ${active}.`,
    { family, version, active_version: state.activeVersion, revision: state.revision },
  );
}
