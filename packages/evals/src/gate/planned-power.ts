/** The power that sample sizes and the smallest catchable drop are stated for. */
export const plannedPower = 0.8;

/**
 * How far what was seen lies from the nearest bound that decides: −margin for a pass, 0 for harm. A candidate
 * that looked better is planned for as if it were equal: the excess may be luck.
 */
export function toDistance(difference: number, margin: number): number {
  return Math.max(margin + Math.min(0, difference), -difference);
}
