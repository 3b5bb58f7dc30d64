import type { Judgement } from "./case-result.js";

/** As many as code makes of a suite; the reasons of a model that judges are all different. */
const most = 1_000;

/** Gives one object for judgements that say the same, so that a run of many cases holds few. */
export function createJudgementSharing(): (judgement: Judgement) => Judgement {
  const known = new Map<string, Judgement>();
  return (judgement) => {
    const key = JSON.stringify(judgement);
    const same = known.get(key);
    if (same !== undefined) return same;
    if (known.size < most) known.set(key, judgement);
    return judgement;
  };
}
