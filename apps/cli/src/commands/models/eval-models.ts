import type { LoadedConfig } from "@promptrail/config";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import type { evalDocument } from "../../documents/eval-document.js";
import { describeModels } from "../../present/models/describe-models.js";
import {
  type EvalOptions,
  toCandidate,
  toRunSettings,
} from "../../project/evaluating/eval-options.js";
import { findServer } from "../../project/live/find-server.js";
import { findEnvironment } from "../../project/load-cli-project.js";
import { evaluateOnModels, type FoundModels } from "../../project/models/evaluate-on-models.js";
import { planBest } from "../../project/models/plan-best.js";
import { addVersion } from "../../project/new-version/add-version.js";
import type { ReportFiles } from "../../project/reporting/report-files.js";
import { openFollowed } from "../../project/running/open-followed.js";
import { openForEvidence } from "../../project/running/open-for-evidence.js";
import { withRunnable } from "../../project/running/with-runnable.js";
import { withOwnStore } from "../../project/store/with-own-store.js";

interface AskedModels {
  readonly scope: CommandScope;
  readonly loaded: LoadedConfig;
  readonly family: string;
  readonly options: EvalOptions;
  /** What stands after `--models`. */
  readonly text: string;
  /** Of reports. */
  readonly files: ReportFiles;
}

/** One prompt on several models: what is live is looked at for the prompt alone, and the models run in memory. */
export async function evalModels(
  asked: AskedModels,
): Promise<CommandResult<Printed<typeof evalDocument>>> {
  const { scope, loaded, family, options, text, files } = asked;
  const {
    actor: _actor,
    evidenceFile: _file,
    supersede: _reason,
    ...settings
  } = await toRunSettings(scope.terminal, options);
  const version = toCandidate(options);
  // Nothing is kept in the store, so that a server may have it open.
  const server = await findServer(scope);
  const open = server === null ? openForEvidence : () => openFollowed(scope, loaded, server);
  const found = await withOwnStore(scope, loaded, "eval", () =>
    withRunnable(
      scope,
      (find) => evaluateOnModels({ ...settings, scope, loaded, find, family, version, text }),
      {
        open,
        describe: () => "Until then this command runs what the code declares, in memory.",
      },
    ),
  );
  const best = await planBest(loaded, found);
  const isWritten = options.write === true && best?.planned != null;
  const added = isWritten && best?.planned ? await addVersion(loaded, best.planned) : null;
  const environment = findEnvironment(scope, loaded.config);
  await files.writeModels(toReport(found, environment));
  return describeModels({
    loaded,
    terminal: scope.terminal,
    environment,
    reportNames: files.names,
    found,
    best,
    added,
    asksToWrite: options.write === true,
    asksAnew: options.fresh === true,
    suite: loaded.config.suites?.find((each) => each.family === family),
  });
}

function toReport({ run, frontier, version, notes }: FoundModels, environment: string) {
  const cases = { cases: run.results.length, total: run.total };
  return { key: version.key, environment, frontier, ...cases, notes, madeAt: new Date() };
}
