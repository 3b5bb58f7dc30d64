import { PromptrailError } from "../../errors/promptrail-error.js";
import type { Evidence } from "../../evals/evidence.js";
import { versionKey } from "../../prompt/prompt-version.js";
import type { DeclareCommand, PromoteCommand } from "../command.js";
import type { FamilyState } from "../family-state.js";
import type { DecisionFacts } from "./decision-facts.js";
import { toStorable } from "./require-storable.js";

/**
 * The evidence that a promotion stands on, or null where it needs none.
 *
 * @throws PromptrailError `gate_refused` with the reason and the cure.
 */
export function requireGround(
  state: FamilyState,
  command: PromoteCommand | DeclareCommand,
  toVersion: number,
  { evidence, evidenceProblem }: Pick<DecisionFacts, "evidence" | "evidenceProblem">,
): Evidence | null {
  const { ground } = command;
  if (ground.kind === "no_gate" || ground.kind === "override") return null;
  const candidate = versionKey(state.family, toVersion);
  const baseline = versionKey(state.family, state.activeVersion);
  if (ground.kind === "no_suite") {
    throw gateRefused(
      state,
      toVersion,
      `${candidate} cannot be promoted: family "${state.family}" has no suite, so there can be no evidence. Add a suite to the config, promote with an override and its reason, or declare gate: "none" for the family.`,
    );
  }
  if (evidenceProblem !== undefined) {
    throw gateRefused(
      state,
      toVersion,
      `${candidate} cannot be promoted: ${toStorable(evidenceProblem)} It does not count as evidence. Run \`promptrail eval ${state.family} --version ${toVersion}\` again.`,
    );
  }
  if (evidence === null || evidence.baselineVersion !== state.activeVersion) {
    throw gateRefused(
      state,
      toVersion,
      `${candidate} cannot be promoted: there is no evidence that compares its content with ${baseline}, which is active now, on the current suite and dataset. Run \`promptrail eval ${state.family} --version ${toVersion}\` first.`,
    );
  }
  if (evidence.verdict !== "pass") {
    throw gateRefused(
      state,
      toVersion,
      `${candidate} cannot be promoted: the verdict of its gate against ${baseline} is ${evidence.verdict}: ${joinReasons(evidence.reasons)}. Correct the version and evaluate it again, or promote with an override and its reason. Another run of the same content, suite and dataset changes nothing without a reason: \`promptrail eval --supersede REASON\`.`,
      evidence,
    );
  }
  return evidence;
}

function joinReasons(reasons: readonly string[]): string {
  return reasons.map((reason) => reason.replace(/\.$/, "")).join("; ");
}

function gateRefused(
  state: FamilyState,
  version: number,
  message: string,
  evidence?: Evidence,
): PromptrailError {
  return new PromptrailError("gate_refused", message, {
    family: state.family,
    version,
    baseline_version: state.activeVersion,
    ...(evidence === undefined
      ? {}
      : { evidence_id: evidence.id, verdict: evidence.verdict, reasons: [...evidence.reasons] }),
  });
}
