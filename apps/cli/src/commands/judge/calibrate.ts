import { relative } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { type JudgeCard, readJudgeLabels } from "@promptrail/evals";
import {
  type Calibration,
  calibrate,
  findCardObstacles,
  hashCard,
  toCardJson,
} from "@promptrail/evals/run";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope, CommonOptions } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { judgeCalibrateDocument } from "../../documents/judge-documents.js";
import { implementCommand } from "../../implement-command.js";
import { describeCard } from "../../present/judge/describe-card.js";
import { ownCard } from "../../project/files/own-form.js";
import { requireWritableFile, writeWantedFile } from "../../project/files/wanted-file.js";
import { type FoundJudge, findJudge, type JudgeFiles } from "../../project/judging/find-judge.js";
import { createRunJudge } from "../../project/judging/run-judge.js";
import { openVotesFile } from "../../project/judging/votes-file.js";
import { loadCliProject } from "../../project/load-cli-project.js";
import { tellEdited } from "../../project/lock/tell-edited.js";
import { parseConcurrency } from "../../project/parse-options.js";
import { createProgressLine } from "../../project/progress-line.js";
import { openForEvidence } from "../../project/running/open-for-evidence.js";
import { withRunnable } from "../../project/running/with-runnable.js";
import { withStopSignals } from "../../project/stop-signal.js";
import { withOwnStore } from "../../project/store/with-own-store.js";

interface CalibrateOptions extends CommonOptions, JudgeFiles {
  readonly concurrency?: string;
  readonly fresh?: boolean;
}

export const judgeCalibrateCommand = implementCommand({
  documents: { "judge calibrate": judgeCalibrateDocument },
  run: async (scope, args, options: CalibrateOptions) => {
    const { concurrency = "4", fresh = false } = options;
    const atOnce = parseConcurrency(concurrency);
    const loaded = await loadCliProject(scope);
    const found = findJudge(loaded, args, options);
    await tellEdited(scope, loaded, found.suite.family);
    const name = options.card ?? relative(scope.terminal.folder, found.cardFile);
    const cardFile = { path: found.cardFile, name, what: "judge card", form: ownCard };
    await requireWritableFile(cardFile);
    const made = await withOwnStore(scope, loaded, "judge calibrate", () =>
      ask(scope, { loaded, found, atOnce, fresh }),
    );
    if (made.card !== null) {
      writeWantedFile(cardFile, `${JSON.stringify(toCardJson(made.card), null, 2)}\n`);
    }
    return present(scope, found, made);
  },
});

interface Asking {
  readonly loaded: LoadedConfig;
  readonly found: FoundJudge;
  /** Calls at once. */
  readonly atOnce: number;
  /** Asks again for each label. */
  readonly fresh: boolean;
}

function ask(scope: CommandScope, { loaded, found, atOnce, fresh }: Asking): Promise<Calibration> {
  const { terminal } = scope;
  const { check, suite, labelsFile } = found;
  const { rubric } = check.judge;
  const labels = readJudgeLabels(labelsFile);
  const votes = openVotesFile(loaded.projectFolder, rubric, fresh);
  const onStop = () =>
    terminal.err("\nStopping after the running calls; press Ctrl-C again to stop them now.\n");
  return withRunnable(
    scope,
    (find) =>
      withStopSignals(onStop, async ({ stop, abandon }) => {
        const line = createProgressLine<{ done: number; total: number }>(
          terminal,
          ({ done, total }) => `${check.name}: ${done} of ${total} labels`,
        );
        const asking = calibrate({
          rubric,
          family: suite.family,
          labels,
          run: createRunJudge(find),
          concurrency: atOnce,
          known: votes.known,
          stop,
          abandon,
          now: terminal.now,
          onVotes: votes.append,
          onProgress: (done, total) => line.show({ done, total }),
        });
        return asking.finally(line.end);
      }),
    {
      open: openForEvidence,
      describe: () => "Until then this command asks the judge that the code declares, in memory.",
    },
  );
}

function present(
  { terminal }: CommandScope,
  found: FoundJudge,
  made: Calibration,
): CommandResult<Printed<typeof judgeCalibrateDocument>> {
  const { suite, check, cardFile } = found;
  const { card, labels, done, calls, cost } = made;
  const reasons = card === null ? [] : findReasons(card, found);
  const mayGate = card !== null && reasons.length === 0;
  const spent = `${calls} calls${cost === null ? ", cost unknown" : `, $${cost.toFixed(4)}`}`;
  const stopped = `Stopped: the judge has voted on ${done} of ${labels} labels (${spent}), and no card was written. Run it again to go on from there.`;
  return {
    text:
      card === null
        ? stopped
        : [
            ...describeCard(card, terminal),
            ...(made.unscored === null
              ? []
              : [`The first verdict that is not on the menu: ${made.unscored}`]),
            ...(mayGate
              ? [`${terminal.colors.green("✓")} A suite may gate on it.`]
              : reasons.map((why) => `${terminal.colors.yellow("!")} It may not gate: ${why}`)),
            terminal.colors.dim(`${spent}. Card ${hashCard(card)} in ${cardFile}`),
          ].join("\n"),
    json: {
      family: suite.family,
      judge: check.name,
      card_file: card === null ? null : cardFile,
      card: card === null ? null : toCardJson(card),
      card_hash: card === null ? null : hashCard(card),
      may_gate: mayGate,
      reasons: [...reasons],
      labels,
      done,
      calls,
      cost,
    },
    exitCode: card === null ? 1 : 0,
  };
}

function findReasons(card: JudgeCard, { suite, check }: FoundJudge): readonly string[] {
  const { rubric, requirements } = check.judge;
  return findCardObstacles({ card, rubric, family: suite.family, requirements });
}
