export interface EvalsSettings {
  readonly inFlight: number;
  /** Cases of the dataset that is run against the bare loop, and how often; odd. */
  readonly cases: number;
  readonly runs: number;
  /** Cases of the datasets that are compared for what one case costs. */
  readonly few: number;
  readonly many: number;
  /** With a vendor that takes so long for each answer. */
  readonly slow: { readonly cases: number; readonly delayMs: number; readonly runs: number };
  /** How many of the cases another tool is given; null: it is not run. */
  readonly peerCases: number | null;
}
