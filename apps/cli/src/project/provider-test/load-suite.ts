import { PromptrailError } from "@promptrail/core";

const importSuite = () => import("@promptrail/testing/provider-suite");

/** What the command takes of the optional package `@promptrail/testing`. */
type ProviderSuite = Awaited<ReturnType<typeof importSuite>>;

export type ProviderHarness = Parameters<ProviderSuite["runProviderSuite"]>[0];
export type SuiteReport = Awaited<ReturnType<ProviderSuite["runProviderSuite"]>>;

/**
 * Loads the suite where it is installed: most projects have no provider of their own.
 *
 * @throws PromptrailError `config_invalid` where it is not.
 */
export async function loadSuite(): Promise<ProviderSuite> {
  try {
    return await importSuite();
  } catch (error) {
    throw new PromptrailError(
      "config_invalid",
      "The conformance suite is in @promptrail/testing, which is not installed beside @promptrail/cli. Install it: npm install --save-dev @promptrail/testing",
      {},
      error,
    );
  }
}
