/** How much of a run stands on answers of earlier ones. */
export interface EarlierShare {
  /** Cases, of all that have a result. */
  readonly cases: number;
  readonly oldestAt: Date;
}

/** With the answers of one more case. */
export function addEarlier(share: EarlierShare | null, answeredAt: Date): EarlierShare {
  if (share === null) return { cases: 1, oldestAt: answeredAt };
  const { cases, oldestAt } = share;
  return { cases: cases + 1, oldestAt: answeredAt < oldestAt ? answeredAt : oldestAt };
}
