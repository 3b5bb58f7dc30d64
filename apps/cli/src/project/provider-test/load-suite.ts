import { PromptrailError } from "@promptrail/core";

/** What the command takes of the optional package `@promptrail/testing`. */
export type ProviderSuite = typeof import("@promptrail/testing/provider-suite");

export type ProviderHarness = Parameters<ProviderSuite["runProviderSuite"]>[0];
export type SuiteReport = Awaited<ReturnType<ProviderSuite["runProviderSuite"]>>;

/**
 * Loads the suite where it is installed: most projects have no provider of their own.
 *
 * @throws PromptrailError `config_invalid` where it is not.
 */
export async function loadSuite(): Promise<ProviderSuite> {
  try {
    return await import("@promptrail/testing/provider-suite");
  } catch (error) {
    throw new PromptrailError(
      "config_invalid",
      "The conformance suite is in @promptrail/testing, which is not installed beside @promptrail/cli. Install it: npm install --save-dev @promptrail/testing",
      {},
      error,
    );
  }
}
