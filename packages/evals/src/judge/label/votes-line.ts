import { z } from "zod";
import type { Vote } from "../ask/vote.js";

/** What a calibration keeps of a label, so that the next one goes on from there. */
export interface VotesLine {
  /** The label's id. */
  readonly id: string;
  readonly votes: readonly Vote[];
}

const order = z.enum(["forward", "reversed"]);

const schema = z.strictObject({
  id: z.string(),
  votes: z.array(
    z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("scored"),
        order,
        words: z.record(z.string(), z.string()),
        reason: z.string(),
      }),
      z.strictObject({ kind: z.literal("unscored"), order, reason: z.string() }),
    ]),
  ),
});

/** Without its line end. */
export function toVotesLine({ id, votes }: VotesLine): string {
  const said: z.input<typeof schema>["votes"] = votes.map((vote) =>
    vote.kind === "unscored" ? vote : { ...vote, words: Object.fromEntries(vote.words) },
  );
  return JSON.stringify({ id, votes: said });
}

/** Null for a line that was cut, or is none: its label is asked about again. */
export function parseVotesLine(text: string): VotesLine | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) return null;
  const { id, votes } = parsed.data;
  return {
    id,
    votes: votes.map((vote) =>
      vote.kind === "unscored" ? vote : { ...vote, words: new Map(Object.entries(vote.words)) },
    ),
  };
}
