/** What a suite asks of a judge before it may gate. */
export interface JudgeRequirements {
  /** The least lower end of the two-sided 95 % interval of kappa. */
  readonly kappa: number;
  /** The least share of labels whose two votes agree. */
  readonly consistency: number;
  /** Slot balance is refuted below this p. */
  readonly slotP: number;
  /** The most that the upper 95 % bound of dangerous cells may be. */
  readonly dangerous: number;
}

export const usualRequirements: JudgeRequirements = {
  kappa: 0.6,
  consistency: 0.8,
  slotP: 0.001,
  dangerous: 0.1,
};

/** What a suite asks for instead of the usual, a line each: it is told beside every verdict. */
export function describeRequirements(
  evalName: string,
  asked: JudgeRequirements,
): readonly string[] {
  return names
    .filter((name) => asked[name] !== usualRequirements[name])
    .map(
      (name) =>
        `The suite asks of judge "${evalName}" for ${described[name]} ${asked[name]} instead of ${usualRequirements[name]}.`,
    );
}

export const names = ["kappa", "consistency", "slotP", "dangerous"] as const;

const described = {
  kappa: "a lower end of kappa of at least",
  consistency: "a share of consistent labels of at least",
  slotP: "a p of the slot balance of at least",
  dangerous: "an upper bound of dangerous cells of at most",
} satisfies Record<keyof JudgeRequirements, string>;
