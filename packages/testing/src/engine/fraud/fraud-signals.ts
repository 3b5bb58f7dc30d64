import { type Fact, findFact, readNumber } from "../read-facts.js";

/** One sign of fraud in an order. */
export interface FraudSignal {
  readonly name: string;
  /** What the answer says about it. */
  readonly reason: string;
  /** How a rubric speaks of it. */
  readonly mention: RegExp;
  /** What it adds to the score where a rubric names it without saying how strong it is. */
  readonly weight: number;
  /** From 0 (absent) to 1 (plain). Below 0 for a sign of honesty. */
  readonly strength: (facts: readonly Fact[]) => number;
}

const numberOf = (facts: readonly Fact[], key: RegExp) => readNumber(findFact(facts, key) ?? "");
const textOf = (facts: readonly Fact[], key: RegExp) => findFact(facts, key)?.toLowerCase() ?? "";
const isYes = (text: string) => /^(?:yes|true|y|1|detected|ja)\b/i.test(text);
const isBad = (text: string) =>
  /\b(?:no|fail|failed|mismatch|not matched|declined|n)\b/i.test(text);

const disposableDomain =
  /@[\w.-]*(?:mailinator|tempmail|temp-mail|guerrillamail|10minutemail|yopmail|trashmail|throwaway|sharklasers|discard|dispos)/i;

function step(
  value: number | undefined,
  steps: readonly (readonly [from: number, strength: number])[],
) {
  if (value === undefined) return 0;
  return steps.findLast(([from]) => value >= from)?.[1] ?? 0;
}

function accountAgeDays(facts: readonly Fact[]): number | undefined {
  const text = textOf(facts, /account[ _-]?age|age of (?:the )?account|customer (?:for|age)/i);
  const value = readNumber(text);
  if (value === undefined) return undefined;
  if (/year/.test(text)) return value * 365;
  if (/month/.test(text)) return value * 30;
  return /hour|minute/.test(text) ? 0 : value;
}

function country(facts: readonly Fact[], side: string): string {
  const key = new RegExp(`${side}[ _-]?(?:address[ _-]?)?country|country.*${side}`, "i");
  const whole = textOf(facts, key) || textOf(facts, new RegExp(`^${side}(?:[ _-]?address)?$`, "i"));
  return whole.split(",").at(-1)?.trim() ?? "";
}

function differ(first: string, second: string): number {
  return first !== "" && second !== "" && first !== second ? 1 : 0;
}

export const fraudSignals: readonly FraudSignal[] = [
  {
    name: "amount",
    reason: "The amount is high.",
    mention: /\b(?:amount|order value|total|expensive|high[- ]value)\b/i,
    weight: 0.22,
    strength: (facts) =>
      step(numberOf(facts, /amount|total|order[ _-]?value|^value$/i), [
        [300, 0.4],
        [800, 0.8],
        [1500, 1],
      ]),
  },
  {
    name: "country_mismatch",
    reason: "Billing and shipping countries differ.",
    mention:
      /mismatch|(?:billing|shipping)[^.]{0,60}(?:differ|country|countries)|different countr/i,
    weight: 0.35,
    strength: (facts) => differ(country(facts, "billing"), country(facts, "shipping")),
  },
  {
    name: "address_mismatch_ip",
    reason: "The request comes from another country than the card.",
    mention: /\bip\b|geolocation/i,
    weight: 0.2,
    strength: (facts) => differ(country(facts, "billing"), country(facts, "ip")),
  },
  {
    name: "new_account",
    reason: "The account is new.",
    mention:
      /\b(?:account|customer)\b[^.]{0,30}\b(?:age|new|young|days?|recent)|new(?:ly)?[- ](?:created )?(?:account|customer)|first order/i,
    weight: 0.25,
    strength: (facts) => {
      const days = accountAgeDays(facts);
      if (days === undefined) return 0;
      return days < 3 ? 1 : days < 14 ? 0.7 : days < 45 ? 0.3 : days > 365 ? -0.4 : 0;
    },
  },
  {
    name: "velocity",
    reason: "Many orders in a short time.",
    mention:
      /velocity|\borders?\b[^.]{0,40}\b(?:hour|24|day|recent|short)|(?:many|several|number of|recent) orders/i,
    weight: 0.25,
    strength: (facts) =>
      step(numberOf(facts, /orders?.*(?:24|hour|day|recent|week)|recent[ _-]?orders|velocity/i), [
        [3, 0.5],
        [5, 0.8],
        [8, 1],
      ]),
  },
  {
    name: "disposable_email",
    reason: "The e-mail address is disposable.",
    mention: /disposable|throw[- ]?away|temporary e-?mail|e-?mail/i,
    weight: 0.3,
    strength: (facts) =>
      isYes(textOf(facts, /disposable/i)) || disposableDomain.test(textOf(facts, /e-?mail/i))
        ? 1
        : 0,
  },
  {
    name: "expedited",
    reason: "The fastest shipping was asked for.",
    mention:
      /express|expedit|overnight|same[- ]day|rush|fast(?:est)? shipping|shipping (?:speed|method)/i,
    weight: 0.12,
    strength: (facts) =>
      /express|expedit|overnight|same[- ]day|next[- ]day|rush|priority/.test(
        textOf(facts, /shipping[ _-]?(?:method|speed|type|service)|delivery|^shipping$/i),
      ) || isYes(textOf(facts, /express|expedited/i))
        ? 1
        : 0,
  },
  {
    name: "failed_payments",
    reason: "Earlier payments failed.",
    mention: /fail(?:ed|ures?)|declin|attempts?/i,
    weight: 0.22,
    strength: (facts) =>
      step(numberOf(facts, /fail|declin|attempts?/i), [
        [1, 0.3],
        [2, 0.7],
        [3, 1],
      ]),
  },
  {
    name: "card_check",
    reason: "The card's checks did not match.",
    mention: /\b(?:avs|cvv|cvc)\b|card check/i,
    weight: 0.25,
    strength: (facts) => (isBad(textOf(facts, /\b(?:avs|cvv|cvc)\b/i)) ? 1 : 0),
  },
  {
    name: "anonymous_network",
    reason: "The order came through a proxy.",
    mention: /proxy|vpn|\btor\b|anonymi/i,
    weight: 0.2,
    strength: (facts) => (isYes(textOf(facts, /proxy|vpn|\btor\b/i)) ? 1 : 0),
  },
  {
    name: "resalable_goods",
    reason: "The goods are easily resold.",
    mention: /gift ?cards?|resold|resale|prepaid|resellable/i,
    weight: 0.18,
    strength: (facts) =>
      facts.some(
        ({ key, value }) =>
          /gift ?cards?|prepaid/i.test(value) && /item|product|payment|categor|cart/i.test(key),
      )
        ? 1
        : 0,
  },
  {
    name: "history",
    reason: "The customer has a good history.",
    mention: /history|previous orders|past orders|loyal|returning/i,
    weight: 0.2,
    strength: (facts) =>
      -step(
        numberOf(facts, /(?:previous|past|completed|lifetime)[ _-]?orders|order[ _-]?history/i),
        [
          [5, 0.5],
          [15, 1],
        ],
      ),
  },
];
