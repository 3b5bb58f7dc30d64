import { join } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { withReleases } from "@promptrail/core/lifecycle";
import {
  type EvaluateModelsRequest,
  evaluateModels,
  formatKept,
  formatProgress,
  type ModelsEvaluation,
  type NamedModel,
} from "@promptrail/evals/run";
import type { ServableVersion } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { createEvalAids } from "../evaluating/create-eval-aids.js";
import { toEvaluatePorts } from "../evaluating/to-evaluate-ports.js";
import { withProjectEvals } from "../evaluating/with-project-evals.js";
import { createEstimateVerdict, createRunJudge } from "../judging/run-judge.js";
import { openDeclared } from "../load-cli-project.js";
import { createProgressLine } from "../progress-line.js";
import type { FindRunnable } from "../running/with-runnable.js";
import { withStopSignals } from "../stop-signal.js";
import { findUnfitting } from "./find-unfitting.js";
import { formatModel, nameModels } from "./name-models.js";
import { putOnModels } from "./versions-on-models.js";

/** What was found of a version's prompt on several models. */
export interface FoundModels extends ModelsEvaluation {
  readonly version: ServableVersion;
  /** The version's own first. */
  readonly models: readonly NamedModel[];
  /** What the version sets and a model leaves out. */
  readonly notes: readonly string[];
}

type RunSettings = Pick<
  EvaluateModelsRequest<ServableVersion>,
  "concurrency" | "fresh" | "select" | "costLimit" | "callLimit" | "retryErrors"
>;

export interface EvaluateOnModelsSettings extends RunSettings {
  readonly scope: CommandScope;
  readonly loaded: LoadedConfig;
  /** What runs the versions of a family, judges and prompts of evals among them. */
  readonly find: FindRunnable;
  readonly family: string;
  /** Default: the active one. */
  readonly version: number | undefined;
  /** What stands after `--models`. */
  readonly text: string;
}

/** Runs a family's suite with the prompt of one version on several models, with progress and until Ctrl-C. */
export async function evaluateOnModels(settings: EvaluateOnModelsSettings): Promise<FoundModels> {
  const { scope, loaded, find, family, version: number, text, ...request } = settings;
  const { config } = loaded;
  const version = (await find(family)).promptrail.resolve(family, number).version;
  const { provider, model } = version.content;
  const models = nameModels({ text, own: { provider, model }, providers: config.providers });
  const notes = findUnfitting({ version, models, config });
  for (const note of notes) scope.terminal.err(`${scope.terminal.colors.yellow("!")} ${note}\n`);
  const prompts = putOnModels({ version, models, prompts: config.prompts });
  // The other families stay: suites and judges name them.
  const others = config.prompts.filter((prompt) => prompt.family !== family);
  const own = { ...loaded, config: { ...config, prompts: [...others, ...prompts] } };
  return withReleases(async (keep) => {
    const promptrail = await openDeclared(scope, own);
    keep(() => promptrail.close());
    const versions = prompts.map((prompt, at) => ({
      model: formatModel(models[at] ?? prompt.content),
      version: promptrail.resolve(family, prompt.version).version,
    }));
    const found = await run(settings, {
      ports: {
        ...toEvaluatePorts(promptrail, config),
        judging: {
          run: createRunJudge(find),
          mostCostOf: createEstimateVerdict(find),
          modelOf: ({ content }) => content,
        },
        aids: createEvalAids(find, config),
      },
      request: { ...request, family, models: versions },
    });
    return { ...found, version, models, notes };
  });
}

type Ports = Parameters<typeof evaluateModels<ServableVersion>>[0];
type Request = Pick<EvaluateModelsRequest<ServableVersion>, "family" | "models"> & RunSettings;

function run(
  { scope: { terminal }, loaded }: EvaluateOnModelsSettings,
  { ports, request }: { readonly ports: Ports; readonly request: Request },
): Promise<ModelsEvaluation> {
  const onStop = () =>
    terminal.err("\nStopping after the running calls; press Ctrl-C again to stop them now.\n");
  const { show, end } = createProgressLine(terminal, formatProgress);
  return withStopSignals(onStop, ({ stop, abandon }) =>
    withProjectEvals(loaded, terminal, async (evaluator) => {
      try {
        return await evaluateModels(ports, {
          ...request,
          evaluator,
          signal: stop,
          abandon,
          answersFolder: join(loaded.projectFolder, ".promptrail", "evals"),
          onProgress: show,
          onKept: (kept) => terminal.err(`${formatKept(request.family, kept)}\n`),
        });
      } finally {
        end();
      }
    }),
  );
}
