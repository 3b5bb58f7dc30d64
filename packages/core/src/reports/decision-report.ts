import type { DecisionResult } from "../lifecycle/decision.js";
import type { Hold, ShadowSetting } from "../lifecycle/family-state.js";
import { versionKey } from "../prompt/prompt-version.js";
import type { FleetAnswer } from "./fleet-answer.js";

interface ReportedChange {
  readonly revision: number;
  /** True where nothing changed: what was asked for was so already. */
  readonly alreadyApplied: boolean;
}

/** What a decision would do beside its versions. */
interface Effects {
  readonly hold: Effect<Hold | null>;
  readonly shadow: Effect<ShadowSetting | null>;
  /** Why the declared version is not live; null where nothing waits. */
  readonly pending: Effect<string | null>;
}

/** What stays as it is, is the same before and after. */
interface Effect<Value> {
  readonly before: Value;
  readonly after: Value;
}

interface ReportedMove extends ReportedChange {
  /** Only of a dry run: nothing that the report tells of was done. */
  readonly dryRun?: true;
  /** Only of a dry run. */
  readonly effects?: Effects;
  /** How far it had come; null where the fleet could not be asked, absent where nobody asked to wait. */
  readonly fleet?: FleetAnswer | null;
}

/** What a rollback did. Versions are keys: `product_description_v2`. */
export interface RollbackReport extends ReportedMove {
  readonly rolledBackFrom: string;
  readonly rolledBackTo: string;
}

/** What a promotion did. Versions are keys. */
export interface PromotionReport extends ReportedMove {
  readonly promotedFrom: string;
  readonly promotedTo: string;
  /** Null where it needed no evidence. */
  readonly evidenceId: string | null;
  /** Who stored that evidence: who ran it, or brought it from elsewhere. */
  readonly evidenceActor: string | null;
}

/** The family after a change that is neither a rollback nor a promotion. Versions are keys. */
export interface ChangeReport extends ReportedChange {
  readonly family: string;
  readonly active: string;
  readonly shadow: ShadowSetting | null;
  readonly archived: readonly string[];
  readonly hold: Hold | null;
}

/** What a decision did, as whoever asked for it is told: by the client, over HTTP and by the command line. */
export type DecisionReport = RollbackReport | PromotionReport | ChangeReport;

/**
 * The result of a rollback → its report.
 *
 * @param fleet How far it has come; null where the fleet could not be asked, left out where nobody asked to wait.
 */
export function toRollbackReport(
  result: DecisionResult,
  fleet?: FleetAnswer | null,
): RollbackReport {
  const { from, to } = toMove(result);
  const move = { rolledBackFrom: from, rolledBackTo: to };
  return { ...move, ...toChange(result), ...toFleet(fleet), ...toDryRun(result) };
}

/** The result of a promotion → its report. `fleet` is as for a rollback. */
export function toPromotionReport(
  result: DecisionResult,
  fleet?: FleetAnswer | null,
): PromotionReport {
  const { from, to } = toMove(result);
  const { evidenceId = null, evidenceActor = null } = result.decision ?? {};
  return {
    promotedFrom: from,
    promotedTo: to,
    evidenceId,
    evidenceActor,
    ...toChange(result),
    ...toFleet(fleet),
    ...toDryRun(result),
  };
}

/** The result of a shadow run, an archiving or a resumption → the family's state after it. */
export function toChangeReport(result: DecisionResult): ChangeReport {
  const { family, activeVersion, shadow, archivedVersions, hold } = result.state;
  return {
    family,
    active: versionKey(family, activeVersion),
    shadow,
    hold,
    archived: archivedVersions.map((version) => versionKey(family, version)),
    ...toChange(result),
  };
}

function toChange({ decision, state, alreadyApplied }: DecisionResult): ReportedChange {
  return { revision: decision?.revision ?? state.revision, alreadyApplied };
}

function toMove({ decision, state }: DecisionResult) {
  const { family, activeVersion, previousVersion } = state;
  const from = decision === null ? previousVersion : decision.fromVersion;
  return {
    from: versionKey(family, from ?? activeVersion),
    to: versionKey(family, decision?.toVersion ?? activeVersion),
  };
}

function toFleet(fleet: FleetAnswer | null | undefined): Pick<ReportedMove, "fleet"> {
  return fleet === undefined ? {} : { fleet };
}

function toDryRun({ before, state }: DecisionResult): Pick<ReportedMove, "dryRun" | "effects"> {
  if (before === undefined || before === null) return {};
  return {
    dryRun: true,
    effects: {
      hold: { before: before.hold, after: state.hold },
      shadow: { before: before.shadow, after: state.shadow },
      pending: { before: before.declared.pending, after: state.declared.pending },
    },
  };
}
