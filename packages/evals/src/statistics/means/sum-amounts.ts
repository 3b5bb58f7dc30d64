/** A sum of which parts may be unknown. */
export interface AmountSum {
  /** Null where a part is unknown: an unknown part is not zero. */
  readonly total: number | null;
  /** Of the parts that are known. */
  readonly atLeast: number;
}

export const emptySum: AmountSum = Object.freeze({ total: 0, atLeast: 0 });

export function addAmount({ total, atLeast }: AmountSum, amount: number | null): AmountSum {
  if (amount === null) return { total: null, atLeast };
  return { total: total === null ? null : total + amount, atLeast: atLeast + amount };
}

export function sumAmounts(amounts: readonly (number | null)[]): AmountSum {
  return amounts.reduce(addAmount, emptySum);
}
