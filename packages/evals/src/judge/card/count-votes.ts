import type { Vote } from "../ask/vote.js";
import type { Rubric, RubricPart } from "../rubric/rubric.js";
import type { CardCounts } from "./judge-card.js";

/** What people say of an answer, or of two, and what the judge said of the same. */
export interface LabelledVotes {
  /** The person's word for each part, by the part's name; parts that nobody labelled are absent. */
  readonly label: ReadonlyMap<string, string>;
  /**
   * Of a comparison, one vote in each order, then any more; else two votes on the same question, then any more. Words
   * of a comparison are about the answers in forward order.
   */
  readonly votes: readonly Vote[];
}

/** Adds up labels and votes, part by part. */
export function countVotes(
  { asks, parts }: Pick<Rubric, "asks" | "parts">,
  labelled: readonly LabelledVotes[],
): readonly CardCounts[] {
  return parts.map((part) => {
    const own = labelled.flatMap(({ label, votes }) => {
      const word = label.get(part.name);
      return word === undefined ? [] : [{ word, said: votes.map((vote) => toSaid(vote, part)) }];
    });
    return countPart(part, own, asks.mode === "pairwise");
  });
}

/** What a vote says of one part; null: unscored. */
interface Said {
  readonly order: Vote["order"];
  readonly word: string | null;
}

interface PartLabel {
  readonly word: string;
  readonly said: readonly Said[];
}

function toSaid(vote: Vote, { name }: RubricPart): Said {
  const word = vote.kind === "scored" ? (vote.words.get(name) ?? null) : null;
  return { order: vote.order, word };
}

function countPart(
  { name, choices }: RubricPart,
  own: readonly PartLabel[],
  isComparison: boolean,
): CardCounts {
  const settled = own.map(({ word, said }) => ({ word, pair: findPair(said, isComparison) }));
  const scored = settled.flatMap(({ word, pair }) => (pair === null ? [] : [{ word, pair }]));
  const consistent = scored.filter(({ pair: [one, other] }) => one === other);
  const flips = scored.filter(({ pair: [one, other] }) => one !== other);
  const said = own.flatMap(({ said: votes }) => votes);
  return {
    name,
    choices,
    labels: own.length,
    consistent: consistent.length,
    flips: flips.length,
    slots: isComparison ? countSlots(flips.map(({ pair }) => pair)) : null,
    votes: said.length,
    unscored: said.filter(({ word }) => word === null).length,
    repeats: countRepeats(own),
    matrix: choices.map(({ choice: people }) =>
      choices.map(
        ({ choice: judge }) =>
          consistent.filter(({ word, pair: [vote] }) => word === people && vote === judge).length,
      ),
    ),
  };
}

/** The words whose agreement says that the judge is consistent: forward, then reversed; null where one is unscored. */
function findPair(said: readonly Said[], isComparison: boolean): readonly [string, string] | null {
  const forward = said.filter(({ order }) => order === "forward");
  const [one] = forward;
  const other = isComparison ? said.find(({ order }) => order === "reversed") : forward[1];
  return one?.word == null || other?.word == null ? null : [one.word, other.word];
}

/** A flip prefers a slot where the answer that stands in it is preferred in both orders. */
function countSlots(flips: readonly (readonly [string, string])[]) {
  const count = (forward: string, reversed: string) =>
    flips.filter(([one, other]) => one === forward && other === reversed).length;
  return { first: count("first", "second"), second: count("second", "first") };
}

function countRepeats(own: readonly PartLabel[]): CardCounts["repeats"] {
  const repeated = own.flatMap(({ said }) =>
    (["forward", "reversed"] as const).flatMap((wanted) => {
      const [one, other] = said.filter(({ order }) => order === wanted);
      return one?.word == null || other?.word == null ? [] : [one.word === other.word];
    }),
  );
  if (repeated.length === 0) return null;
  return { asked: repeated.length, agreed: repeated.filter((alike) => alike).length };
}
