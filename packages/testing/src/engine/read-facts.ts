/** One `Key: value` line of a text. */
export interface Fact {
  readonly key: string;
  readonly value: string;
}

const factLine = /^\s*(?:[-*•]\s+)?([^:：\n]{1,60}?)\s*[:：]\s*(.*?)\s*$/u;

/** The `Key: value` lines of a text, in order, with or without a list mark. */
export function readFacts(text: string): readonly Fact[] {
  return text.split("\n").flatMap((line) => {
    const [, key, value] = factLine.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
}

/** The value of the first fact whose key fits and that has a value. */
export function findFact(facts: readonly Fact[], key: RegExp): string | undefined {
  return facts.find((fact) => key.test(fact.key) && fact.value !== "")?.value;
}

/**
 * The first number in a text, as people write it on either side of the Atlantic:
 * `$1,299.00`, `€ 1.299,00`, `12,5 %`. Undefined where there is none.
 */
export function readNumber(text: string): number | undefined {
  const [found] = /-?\d[\d.,'\u00a0\u202f ]*/u.exec(text) ?? [];
  if (found === undefined) return undefined;
  const digits = found.replace(/['\u00a0\u202f ]/gu, "").replace(/[.,]+$/u, "");
  const decimalMark = /[.,](?=\d{1,2}$)/u.exec(digits)?.index;
  const whole = digits.slice(0, decimalMark ?? digits.length).replace(/[.,]/gu, "");
  const value = Number(
    decimalMark === undefined ? whole : `${whole}.${digits.slice(decimalMark + 1)}`,
  );
  return Number.isFinite(value) ? value : undefined;
}
