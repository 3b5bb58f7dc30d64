import { addCommand, type CommandHost } from "../add-command.js";
import type { CommonOptions } from "../command-scope.js";
import { providerTestDocument } from "../documents/project-documents.js";
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

export function addProviderTest(host: CommandHost): void {
  addCommand(host, {
    usage: "provider-test <module>",
    summary:
      "test a provider of your own with the conformance suite; the handbook's page add-a-provider shows what the module exports",
    documents: { "provider-test": providerTestDocument },
    examples: [
      "provider-test ./my-provider.harness.ts",
      "provider-test ./my-provider.harness.ts --long",
    ],
    flags: [
      [
        "--long",
        "every form of Retry-After with every way to break a failure; three times as many cells",
      ],
    ],
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
}
