import { jsonDigest } from "@promptrail/core/lifecycle";
import { z } from "zod";
import type { Rubric } from "../rubric/rubric.js";

/** What a person says of an answer, or of two. A line of a labels file, which stands in git. */
export interface JudgeLabel {
  /** The family whose answers are labelled. */
  readonly family: string;
  readonly caseId: string;
  /** The case's context and ground truth, as the judge is shown them. */
  readonly input: unknown;
  readonly reference: unknown;
  /** One answer; of a comparison two, the candidate's first. */
  readonly answers: readonly [string] | readonly [string, string];
  /** A word of the menu for each part, by its name. */
  readonly words: Readonly<Record<string, string>>;
  readonly by: string;
  readonly at: Date;
  /** With what probability its case was drawn from the run; null where it was not drawn. */
  readonly probability: number | null;
  /** What the judge's score was, 0 to 1, when it was drawn; null: unknown. The person did not see it. */
  readonly judged: number | null;
  /** Why, in a sentence, for people who read the file; no judge sees it. */
  readonly reason?: string | undefined;
}

const lineSchema = z.strictObject({
  judge_label: z.literal(1),
  family: z.string().min(1),
  case: z.string().min(1),
  input: z.unknown(),
  reference: z.unknown(),
  answers: z.union([z.tuple([z.string()]), z.tuple([z.string(), z.string()])]),
  words: z.record(z.string(), z.string()),
  by: z.string(),
  at: z.iso.datetime(),
  probability: z.number().gt(0).max(1).nullable(),
  judged: z.number().min(0).max(1).nullable(),
  reason: z.string().optional(),
});

/** A label as a line, without its line end. */
export function toLabelLine(label: JudgeLabel): string {
  const line: z.input<typeof lineSchema> = {
    judge_label: 1,
    family: label.family,
    case: label.caseId,
    input: label.input ?? null,
    reference: label.reference ?? null,
    answers: [...label.answers],
    words: label.words,
    by: label.by,
    at: label.at.toISOString(),
    probability: label.probability,
    judged: label.judged,
    reason: label.reason,
  };
  return JSON.stringify(line);
}

/** A line read; or what is wrong with it. */
export function parseLabelLine(text: string): JudgeLabel | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return z.prettifyError(parsed.error).replaceAll("\n", " ");
  const { case: caseId, at, judge_label: _form, ...label } = parsed.data;
  return { ...label, caseId, at: new Date(at) };
}

/** What was labelled: the same for the same answers to the same case, whoever labels them. */
export function toLabelId({
  family,
  caseId,
  answers,
}: Pick<JudgeLabel, "family" | "caseId" | "answers">): string {
  return jsonDigest([family, caseId, ...answers]);
}

/** The newest label of each answer. */
export function newestLabels(labels: readonly JudgeLabel[]): ReadonlyMap<string, JudgeLabel> {
  const newest = new Map<string, JudgeLabel>();
  for (const label of labels) {
    const id = toLabelId(label);
    const known = newest.get(id);
    if (known === undefined || known.at <= label.at) newest.set(id, label);
  }
  return newest;
}

/** Why a label cannot be used with a rubric; null where it can. */
export function findLabelFault(
  label: JudgeLabel,
  { asks, parts }: Pick<Rubric, "asks" | "parts">,
): string | null {
  const wanted = asks.mode === "pairwise" ? 2 : 1;
  if (label.answers.length !== wanted) {
    return `it has ${label.answers.length} answers, and the rubric judges ${wanted}`;
  }
  for (const { name, choices } of parts) {
    const word = label.words[name];
    if (word === undefined) return `it has no word for "${name}"`;
    if (!choices.some(({ choice }) => choice === word)) {
      return `it has "${word}" for "${name}", and the menu has ${choices.map(({ choice }) => choice).join(", ")}`;
    }
  }
  const unknown = Object.keys(label.words).find(
    (name) => !parts.some((part) => part.name === name),
  );
  return unknown === undefined
    ? null
    : `it has a word for "${unknown}", which is not a part of the rubric`;
}

/** What a person's words count, 0 to 1: the mean over the parts. Of a comparison, what they say of the first answer. */
export function scoreLabel(
  { words }: Pick<JudgeLabel, "words">,
  { parts }: Pick<Rubric, "parts">,
): number {
  const scores = parts.map(
    ({ name, choices }) => choices.find(({ choice }) => choice === words[name])?.score ?? 0,
  );
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}
