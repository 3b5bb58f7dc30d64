export interface NumberRule {
  /** The function that was called. */
  readonly by: string;
  /** Of the argument, as the caller writes it. */
  readonly name: string;
  readonly value: number;
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** As `least` and `most`, without the end itself. */
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly isWhole?: boolean;
}

/** Throws RangeError, which names the argument and what it may be, for a number that breaks the rule, and for NaN. */
export function requireNumber(rule: NumberRule): void {
  if (keepsRule(rule)) return;
  const kind = rule.isWhole === true ? "a whole number" : "a number";
  throw new RangeError(
    `${rule.by} needs ${rule.name} to be ${kind}${describeRange(rule)}, not ${rule.value}.`,
  );
}

function keepsRule({ value, least, most, above, below, isWhole = false }: NumberRule): boolean {
  return (
    Number.isFinite(value) &&
    !(isWhole && !Number.isInteger(value)) &&
    !(least !== undefined && value < least) &&
    !(most !== undefined && value > most) &&
    !(above !== undefined && value <= above) &&
    !(below !== undefined && value >= below)
  );
}

function describeRange({ least, most, above, below }: NumberRule): string {
  const ends = [
    least === undefined ? "" : `of at least ${least}`,
    above === undefined ? "" : `above ${above}`,
    most === undefined ? "" : `of at most ${most}`,
    below === undefined ? "" : `below ${below}`,
  ].filter((end) => end !== "");
  return ends.length === 0 ? " that is finite" : ` ${ends.join(" and ")}`;
}

/** Throws RangeError for a share that is not between 0 and 1, or is one of the two. */
export function requireOpenShare({ by, name, value }: NumberRule): void {
  requireNumber({ by, name, value, above: 0, below: 1 });
}

/** Throws RangeError for a count that is not a whole number of at least 0. */
export function requireCount({ by, name, value, least = 0, most }: NumberRule): void {
  requireNumber({ by, name, value, least, most, isWhole: true });
}
