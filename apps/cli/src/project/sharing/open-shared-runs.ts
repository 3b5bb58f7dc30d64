import { type PromptrailConfig, PromptrailError } from "@promptrail/core";
import type { SharedComparison, SharedRun } from "@promptrail/core/jobs";
import {
  chooseRangeSize,
  type EvaluatePorts,
  type SharedAnswers,
  type SharedRunNews,
  shareRun,
  surveyDataset,
} from "@promptrail/evals/run";
import type { ServableVersion } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { tellProblem } from "../load-cli-project.js";
import type { Runnable } from "../running/with-runnable.js";
import { openQueue } from "./open-queue.js";
import { waitForStore } from "./wait-for-store.js";

interface OpenSharedRunsSettings {
  readonly scope: CommandScope;
  readonly config: PromptrailConfig;
  readonly runnable: Runnable;
  readonly actor: string;
  /** Asks every case again, also where a run of the same content is open. */
  readonly fresh: boolean;
}

/** What lets workers ask the cases of one evaluation. */
export interface SharedRunsLink {
  readonly takeAnswers: NonNullable<EvaluatePorts<ServableVersion>["takeAnswers"]>;
  /** Fires where somebody else ended the run, so that the rest of its answers will not come. */
  readonly ended: AbortSignal;
  /** Every case has its result, and it was made use of: a further run of the same begins anew. */
  readonly end: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** So many cases wait for workers at once, where nobody says how many: some ranges for each of ten workers. */
export const waitingCases = 500;

/**
 * A fresh run notes its beginning, and then begins its shared run, which those who go on with it are to find: by the clock of the
 * database, and after a wait for it.
 */
const clockSlackMs = 60_000;

/** Opens the queue for an evaluation whose cases workers ask. Nothing is asked here. */
export async function openSharedRuns(settings: OpenSharedRunsSettings): Promise<SharedRunsLink> {
  const { scope, config, runnable } = settings;
  if (!runnable.isStored) throw notDeployed();
  const work = await runnable.promptrail.sharedWork();
  const queue = await openQueue({ scope, config, work, watches: false });
  let begun: SharedRun | null = null;
  let answers: SharedAnswers | null = null;
  const tell = tellProblem(scope, config);
  const ended = new AbortController();
  return {
    ended: ended.signal,
    takeAnswers: async (asked) => {
      const { family, dataset } = asked.suite;
      const comparison = await toComparison(asked);
      const by = {
        rangeSize: chooseRangeSize(comparison.cases),
        askedBy: settings.actor,
        fresh: settings.fresh,
        longestAgeMs: Date.now() - asked.since.getTime() + clockSlackMs,
      };
      const run = await waitForStore(() => work.runs.begin(comparison, by), tell);
      begun = run;
      const onNews = createNewsTeller(scope, family);
      const onEnded = () => {
        scope.terminal.err(`${family}: ${endedElsewhere}\n`);
        ended.abort();
      };
      const sharing = { run, queue, dataset, runs: work.runs, onNews, onEnded, onProblem: tell };
      answers = await waitForStore(() => shareRun(sharing), tell);
      scope.terminal.err(`${family}: workers ask its cases, run ${run.id}.\n`);
      return answers;
    },
    end: async () => {
      const id = begun?.id;
      if (id !== undefined) await waitForStore(() => work.runs.end(id), tell);
    },
    close: async () => {
      await answers?.close();
      await queue.close();
    },
  };
}

async function toComparison({
  suite,
  candidate,
  baseline,
}: Parameters<SharedRunsLink["takeAnswers"]>[0]): Promise<SharedComparison> {
  const { hash: datasetHash, size: cases } = await surveyDataset(suite.dataset);
  const toShared = ({ version, contentHash }: ServableVersion) => ({ version, contentHash });
  const { family, suiteHash, repeats } = suite;
  const versions = {
    candidate: toShared(candidate),
    baseline: baseline === null ? null : toShared(baseline),
  };
  return { family, suiteHash, repeats, datasetHash, cases, ...versions };
}

const endedElsewhere =
  "somebody else asked for the same comparison with --fresh or --supersede, which ended this run. It stops here; run it again to take part in the other one.";

function notDeployed(): PromptrailError {
  return new PromptrailError(
    "not_supported",
    "--workers needs an environment that was deployed, so that workers find the run. Run `promptrail deploy` first, or leave --workers out.",
  );
}

/** Nobody has the cases: a worker that lives takes one within a second. One that died may keep some for 12 s. */
const patienceMs = 5_000;

/** Tells once why nothing goes on, and again where it is another reason or came again. */
function createNewsTeller({ terminal, options }: CommandScope, family: string) {
  let told = "";
  const suffix = options.env === undefined ? "" : ` --env ${options.env}`;
  return ({ quietMs, running, problem }: SharedRunNews) => {
    const isIdle = quietMs > patienceMs && running === 0;
    const text =
      problem ??
      (isIdle ? `no worker takes its cases. Start one: \`promptrail worker${suffix}\`.` : "");
    if (text !== told && text !== "") {
      terminal.err(`${terminal.colors.yellow("!")} ${family}: ${text}\n`);
    }
    told = text;
  };
}
