import { PromptrailError } from "@promptrail/core";
import { mapConcurrently } from "../../runner/map-concurrently.js";
import { askJudge, ordersOf, type RunJudge } from "../ask/ask-judge.js";
import type { JudgeSpending, Vote, VoteOrder } from "../ask/vote.js";
import type { JudgeCard } from "../card/judge-card.js";
import { makeJudgeCard } from "../card/make-judge-card.js";
import { findLabelFault, type JudgeLabel, newestLabels } from "../labels/judge-label.js";
import type { Rubric } from "../rubric/rubric.js";

export interface CalibrateSettings {
  readonly rubric: Rubric;
  readonly family: string;
  readonly labels: readonly JudgeLabel[];
  readonly run: RunJudge;
  /** How many labels are asked about at once. Default: 4. */
  readonly concurrency?: number;
  /** Votes that an earlier calibration left, by the ids of their labels. */
  readonly known?: ReadonlyMap<string, readonly Vote[]>;
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
  readonly now?: () => Date;
  /** Called with all votes on a label, once they are there. */
  readonly onVotes?: (id: string, votes: readonly Vote[]) => void | Promise<void>;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Calibration {
  /** Null where it was stopped before every label had its votes. */
  readonly card: JudgeCard | null;
  readonly labels: number;
  readonly done: number;
  readonly calls: number;
  /** US dollars of this run's calls; null where that of one is unknown. */
  readonly cost: number | null;
  /** Why the first verdict that is not on the menu could not be read; null where all could. */
  readonly unscored: string | null;
}

/**
 * Asks the judge about every labelled answer, and makes its card: a comparison in both orders and once more in the
 * first, anything else twice, so that the card says how far the judge repeats itself.
 *
 * @throws PromptrailError `request_invalid` where there is no label of the family, or one does not fit the rubric;
 * what `run` throws.
 */
export async function calibrate(settings: CalibrateSettings): Promise<Calibration> {
  const {
    rubric,
    family,
    known = new Map<string, readonly Vote[]>(),
    stop,
    abandon,
    now = () => new Date(),
  } = settings;
  const labels = requireLabels(settings);
  const votes = new Map<string, readonly Vote[]>();
  const spent = { calls: 0, cost: 0, isKnown: true };
  const onSpent = ({ calls, cost }: JudgeSpending) => {
    spent.calls += calls;
    spent.cost += cost ?? 0;
    spent.isKnown &&= cost !== null;
  };
  const source = async function* () {
    yield* labels;
  };
  const work = async ([id, label]: readonly [string, JudgeLabel]) => {
    const said = known.get(id) ?? (await askAll(label, { ...settings, onSpent }));
    return { id, said, isNew: !known.has(id) };
  };
  const limit = settings.concurrency ?? 4;
  const ends = AbortSignal.any([stop, abandon]);
  for await (const { id, said, isNew } of mapConcurrently({
    source: source(),
    limit,
    work,
    stop: ends,
  })) {
    votes.set(id, said);
    if (isNew) await settings.onVotes?.(id, said);
    settings.onProgress?.(votes.size, labels.size);
  }
  const labelled = [...labels].flatMap(([id, { words }]) => {
    const said = votes.get(id);
    return said === undefined ? [] : [{ label: new Map(Object.entries(words)), votes: said }];
  });
  const isWhole = labelled.length === labels.size;
  return {
    card: isWhole ? makeJudgeCard({ rubric, family, labelled, madeAt: now() }) : null,
    labels: labels.size,
    done: labelled.length,
    calls: spent.calls,
    cost: spent.isKnown ? spent.cost : null,
    unscored: findUnscored([...votes.values()].flat()),
  };
}

function findUnscored(votes: readonly Vote[]): string | null {
  return votes.find((vote) => vote.kind === "unscored")?.reason ?? null;
}

function requireLabels({
  labels,
  family,
  rubric,
}: CalibrateSettings): ReadonlyMap<string, JudgeLabel> {
  const own = labels.filter((label) => label.family === family);
  if (own.length === 0) {
    throw new PromptrailError(
      "request_invalid",
      `There is no label of family "${family}", so there is nothing to compare the judge with. Label answers with \`promptrail judge label\`.`,
      { family },
    );
  }
  for (const label of own) {
    const fault = findLabelFault(label, rubric);
    if (fault === null) continue;
    throw new PromptrailError(
      "request_invalid",
      `The label of case "${label.caseId}" does not fit the rubric ${rubric.prompt.key}: ${fault}. Remove it from the file, or label the answer again.`,
      { family, case: label.caseId },
    );
  }
  return newestLabels(own);
}

async function askAll(
  label: JudgeLabel,
  settings: CalibrateSettings & { readonly onSpent: (spent: JudgeSpending) => void },
): Promise<readonly Vote[]> {
  const { rubric, run, abandon: signal, onSpent } = settings;
  const { input, reference, answers, caseId } = label;
  const votes: Vote[] = [];
  for (const order of turnsOf(rubric, caseId)) {
    const judged = { input, reference };
    votes.push(await askJudge({ rubric, run, judged, answers, order, signal, onSpent }));
  }
  return votes;
}

function turnsOf({ asks }: Rubric, caseId: string): readonly VoteOrder[] {
  if (asks.mode !== "pairwise") return ["forward", "forward"];
  const [first, second] = ordersOf(caseId);
  return [first, second, first];
}
