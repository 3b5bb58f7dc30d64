import type { Progress } from "../../runner/collect/track-progress.js";
import { formatCost, formatDuration, formatSum } from "./format-amounts.js";

/** One line: `24/60 cases · 22 passed, 1 failed, 1 errored · $0.0123 · 3.0 a second · 12.0 s left`. */
export function formatProgress(progress: Progress): string {
  const { done, total, passed, failed, errored, notApplicable, perSecond, etaMs } = progress;
  const cost = formatSum(progress.cost, progress.costAtLeast, formatCost);
  const other = notApplicable === 0 ? "" : `, ${notApplicable} not applicable`;
  const rate = perSecond === null ? "" : ` · ${formatRate(perSecond)} a second`;
  const left = etaMs === null || done === total ? "" : ` · ${formatDuration(etaMs)} left`;
  return `${done}/${total} cases · ${passed} passed, ${failed} failed, ${errored} errored${other} · ${cost}${rate}${left}`;
}

function formatRate(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString("en-US");
}
