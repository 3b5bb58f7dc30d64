import type { MustPassFailure } from "../../gate/find-must-pass-failures.js";
import type { GateReport } from "./report-schema.js";

export function toMustPassReports(
  failures: readonly MustPassFailure[],
): GateReport["must_pass_failures"] {
  return failures.map((failure) => ({ eval: failure.eval, cases: [...failure.cases] }));
}
