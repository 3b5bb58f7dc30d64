import type { EvaluatedVersion } from "../../evaluate/evaluate-ports.js";
import type { Counterexample } from "../run/counterexample.js";
import type { FuzzRun, RelationFigures } from "../run/fuzz-run.js";
import { describeRelation } from "./describe-relation.js";
import type { FuzzReport } from "./fuzz-report-schema.js";

/** A run as JSON. */
export function toFuzzReport(run: FuzzRun<EvaluatedVersion>): FuzzReport {
  const { version, seed, verdict, reasons, drawn, refusedCases, wanted, alpha, stop } = run;
  return {
    family: version.family,
    version: version.version,
    key: version.key,
    seed,
    verdict,
    reasons: [...reasons],
    counterexamples: run.counterexamples.map(toJson),
    relations: run.relations.map(toFigures),
    inputs: {
      wanted,
      cases: drawn.case,
      changed_cases: drawn.changed_case,
      schema: drawn.schema,
      refused_cases: refusedCases,
    },
    alpha,
    spending: { ...run.spending },
    stop: stop === null ? null : { reason: stop.reason },
  };
}

function toFigures(figures: RelationFigures): FuzzReport["relations"][number] {
  const { relation, inputs, absent, lost, slips, undecided, isFound } = figures;
  return {
    name: relation?.name ?? null,
    describes: describeRelation(relation),
    inputs,
    not_applicable: absent,
    errored: lost,
    slips,
    undecided,
    found: isFound,
    detectable_share: figures.detectable,
    detectable_share_with_slips: figures.detectableWithSlips,
  };
}

function toJson(found: Counterexample): FuzzReport["counterexamples"][number] {
  const { id, relation, evalName, fields, failing, original, changed } = found;
  const { origin, caseId, isShrunk, evidence } = found;
  return {
    id,
    relation: relation?.name ?? null,
    eval: evalName,
    fields: fields.map(({ path, before, after, isOrder }) => ({
      path,
      ...(before === undefined ? {} : { before: copy(before) }),
      ...(after === undefined ? {} : { after: copy(after) }),
      order: isOrder,
    })),
    failing,
    original: toAnswer(original),
    changed: changed === null ? null : toAnswer(changed),
    origin,
    case_id: caseId,
    shrunk: isShrunk,
    evidence,
  };
}

type JsonAnswer = FuzzReport["counterexamples"][number]["original"];

function toAnswer({ context, ...rest }: Counterexample["original"]): JsonAnswer {
  return { ...rest, context: copy(context) as JsonAnswer["context"] };
}

/** A copy that is the reader's own. */
function copy(value: unknown): NonNullable<JsonAnswer["context"][string]> {
  return JSON.parse(JSON.stringify(value)) as NonNullable<JsonAnswer["context"][string]>;
}
