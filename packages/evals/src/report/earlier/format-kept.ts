import type { KeptCases } from "../../runner/collect/kept-answers.js";
import { toMinute } from "./format-earlier.js";

/** What a run takes from earlier ones, in a line: told before its first case. */
export function formatKept(family: string, { sides, kept, total, freshSince }: KeptCases): string {
  const isWhole = sides.every((side) => side.kept * total === kept * side.total);
  const told = isWhole
    ? `${kept} of ${total} kept, which earlier runs answered`
    : `answers of earlier runs are kept (${sides.map(({ side, ...count }) => `${side} ${count.kept} of ${count.total}`).join(", ")})`;
  const fresh =
    freshSince === null
      ? ""
      : ` None is older than ${toMinute(freshSince)}, when a fresh run began.`;
  return `${family}: ${told}; --fresh asks for them again.${fresh}`;
}
