import type { ProblemWire } from "@promptrail/http-api";

/** What a refused request is answered with at most, in bytes, whatever its error says. */
export const largestProblem = 8_192;

/** In bytes as JSON, of which the error's data gets what is left. */
export const largestDetail = 4_096;

/** The members that every problem has. */
const own = ["type", "title", "status", "detail", "code"] as const;

/**
 * The same problem, within the bound: a long `detail` is cut, then the largest members are cut or left out,
 * so that small facts stay. `cut` tells that some are missing.
 */
export function boundProblem(problem: ProblemWire): ProblemWire {
  if (sizeOf(problem) <= largestProblem) return problem;
  const { type, title, status, detail, code } = problem;
  const bounded: ProblemWire = {
    type,
    title,
    status,
    code,
    cut: true,
    detail: cutToSize(detail, largestDetail),
  };
  const members = Object.entries(problem)
    .filter(([name]) => !own.some((each) => each === name))
    .toSorted(([, left], [, right]) => sizeOf(left) - sizeOf(right));
  for (const [name, value] of members) {
    const room = largestProblem - sizeOf(bounded) - sizeOf(name) - separators;
    const part = fit(value, room);
    if (part !== undefined) bounded[name] = part;
  }
  return bounded;
}

/** The comma and the colon of a member. */
const separators = 2;

/** What of a value has room; undefined where nothing of it has. */
function fit(value: unknown, room: number): unknown {
  if (sizeOf(value) <= room) return value;
  if (typeof value === "string") return room > 2 ? cutToSize(value, room) : undefined;
  if (!Array.isArray(value)) return undefined;
  const kept: unknown[] = [];
  let left = room - 2;
  for (const item of value) {
    left -= sizeOf(item) + 1;
    if (left < 0) break;
    kept.push(item);
  }
  return kept.length === 0 ? undefined : kept;
}

/** A text that has at most so many bytes as JSON. */
function cutToSize(text: string, size: number): string {
  if (sizeOf(text) <= size) return text;
  const ending = "…";
  let left = size - sizeOf(ending);
  let end = 0;
  for (const character of text) {
    left -= sizeOf(character) - 2;
    if (left < 0) break;
    end += character.length;
  }
  return `${text.slice(0, end)}${ending}`;
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? "");
}
