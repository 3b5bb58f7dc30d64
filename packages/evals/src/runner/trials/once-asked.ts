import type { CaseResult, ResultOfCase, Trial } from "../case-result.js";

/** A case that was asked once, as most are: it holds its answer without a list, of which a large run would have many. */
class OnceAsked implements CaseResult {
  readonly id: string;
  readonly tags: readonly string[];
  readonly cluster: string | null;
  readonly trial: Trial;

  constructor({ id, tags, cluster }: ResultOfCase, trial: Trial) {
    this.id = id;
    this.tags = tags;
    this.cluster = cluster;
    this.trial = trial;
  }

  get trials(): readonly Trial[] {
    return [this.trial];
  }
}

/** A case with its answers, as a run holds it. */
export function toCaseResult(
  { id, tags, cluster }: ResultOfCase,
  trials: readonly Trial[],
): CaseResult {
  const [only, ...others] = trials;
  if (only !== undefined && others.length === 0) return new OnceAsked({ id, tags, cluster }, only);
  return { id, tags, cluster, trials: trials.slice() };
}
