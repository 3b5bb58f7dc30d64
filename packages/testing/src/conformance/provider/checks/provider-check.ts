import type { ProviderLane } from "../provider-lane.js";

/** One promise of the Provider port. */
export interface ProviderCheck {
  readonly title: string;
  /** Throws where the promise is broken; "not applicable" where the provider has nothing to keep. */
  readonly run: (lane: ProviderLane) => Promise<"not applicable" | undefined>;
}

/** A check that every provider must stand. */
export function check(title: string, run: (lane: ProviderLane) => Promise<void>): ProviderCheck {
  return {
    title,
    run: async (lane) => {
      await run(lane);
      return undefined;
    },
  };
}
