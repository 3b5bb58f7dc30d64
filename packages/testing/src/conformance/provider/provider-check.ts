import type { ProviderHarness } from "./provider-harness.js";

/** One promise of the Provider port. */
export interface ProviderCheck {
  readonly title: string;
  /** Throws where the promise is broken; "not applicable" where the provider has nothing to keep. */
  readonly run: (harness: ProviderHarness) => Promise<"not applicable" | undefined>;
}

/** A check that every provider must stand. */
export function check(
  title: string,
  run: (harness: ProviderHarness) => Promise<void>,
): ProviderCheck {
  return {
    title,
    run: async (harness) => {
      await run(harness);
      return undefined;
    },
  };
}
