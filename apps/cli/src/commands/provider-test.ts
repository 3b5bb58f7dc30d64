import type { CommonOptions } from "../command-scope.js";
import { providerTestDocument } from "../documents/project-documents.js";
import { implementCommand } from "../implement-command.js";
import {
  describeProviderTest,
  toProviderTestJson,
} from "../present/provider-test/describe-provider-test.js";
import { createProgressLine } from "../project/progress-line.js";
import { loadHarness } from "../project/provider-test/load-harness.js";
import { loadSuite } from "../project/provider-test/load-suite.js";
import { withStopSignals } from "../project/stop-signal.js";

interface ProviderTestOptions extends CommonOptions {
  readonly long?: boolean;
}

export const providerTestCommand = implementCommand({
  documents: { "provider-test": providerTestDocument },
  quotes: true,
  run: async ({ terminal }, [module = ""], { long = false }: ProviderTestOptions) => {
    const { runProviderSuite } = await loadSuite();
    const harness = await loadHarness(terminal.folder, module);
    const { show, end } = createProgressLine(
      terminal,
      ({ done, total }: { readonly done: number; readonly total: number }) =>
        `${done} of ${total} checks and cells`,
    );
    const onStop = () => terminal.err("\nStopping after the cells that run.\n");
    const size = long ? "long" : "short";
    const report = await withStopSignals(onStop, ({ stop }) =>
      runProviderSuite(harness, { size, stop, onProgress: show }),
    );
    end();
    const { failures, isStopped } = report;
    return {
      text: describeProviderTest(report, terminal.colors),
      json: toProviderTestJson(module, report),
      exitCode: failures.length === 0 && !isStopped ? 0 : 1,
    };
  },
});
