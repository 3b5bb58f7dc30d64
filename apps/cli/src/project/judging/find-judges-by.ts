import type { LoadedConfig } from "@promptrail/config";
import { isJudgeEval } from "@promptrail/evals";

/** A judge of a suite, by names. */
export interface NamedJudge {
  /** The family whose suite has it. */
  readonly suite: string;
  readonly name: string;
}

/** The judges that judge by a version of a rubric's family; none where the family is no rubric's. */
export function findJudgesBy(
  { suites = [] }: LoadedConfig["config"],
  family: string,
): readonly NamedJudge[] {
  return suites.flatMap((suite) =>
    suite.evals
      .filter(isJudgeEval)
      .filter(({ judge }) => judge.rubric.prompt.family === family)
      .map(({ name }) => ({ suite: suite.family, name })),
  );
}
