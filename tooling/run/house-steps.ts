import { allChecks } from "../checks/all-checks.ts";
import type { CheckStep } from "./check-step.ts";
import { repositoryRoot } from "./run-command.ts";

/** One step for each of the house's own rules. */
export const houseSteps: readonly CheckStep[] = Object.entries(allChecks).map(([name, check]) => ({
  name: `rule: ${name}`,
  run: async () => {
    const findings = check(repositoryRoot);
    return {
      outcome: findings.length === 0 ? "passed" : "failed",
      output: findings
        .map(({ rule, place, fix }) => `${place}\n  rule: ${rule}\n  fix:  ${fix}\n`)
        .join(""),
    };
  },
}));
