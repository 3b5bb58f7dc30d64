import { RE2JS } from "re2js";
import { toErrorText } from "../errors/any-error.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { UnknownPart } from "./pattern-text.js";
import { toLinearPattern } from "./to-linear-pattern.js";

/** Time is a pattern's size times the text's: both have a bound. The size is in RE2's instructions. */
const longestSource = 1_000;
const mostInstructions = 2_500;

export interface CompiledPattern {
  /** As JavaScript writes it. */
  readonly shown: string;
  /** In RE2's instructions: a search takes at most this times the text's length. */
  readonly size: number;
  readonly isFoundIn: (text: string) => boolean;
  /** Where it matches, from left to right, none in another; places are in UTF-16 units. */
  readonly findAll: (text: string) => Iterable<{ readonly start: number; readonly end: number }>;
}

/** Whose pattern it is, for the message of a refusal. */
export interface PatternUse {
  /** What takes the pattern: `matchesPattern`. */
  readonly usedBy: string;
  /** What to do where no pattern will do: `write the check with defineEval`. */
  readonly instead: string;
}

/** Throws `invalid_definition` for a pattern that cannot be searched in linear time, or is too large. */
export function compilePattern(pattern: RegExp, use: PatternUse): CompiledPattern {
  // A sticky or global pattern keeps a position between calls, and so would judge one text by another.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  const shown = String(stateless);
  const compiled = compile(stateless, (reason, cause) => refuse({ shown, reason, use, cause }));
  // RE2 ends a line at \n alone.
  const toLines = (text: string): string =>
    stateless.multiline ? text.replace(/[\r\u2028\u2029]/g, "\n") : text;
  return {
    shown,
    size: compiled.programSize(),
    isFoundIn: (text) => compiled.test(toLines(text)),
    findAll: (text) => findAll(compiled, toLines(text)),
  };
}

function* findAll(compiled: RE2JS, text: string) {
  const matcher = compiled.matcher(text);
  while (matcher.find()) yield { start: matcher.start(), end: matcher.end() };
}

function compile(
  pattern: RegExp,
  refusal: (reason: string, cause?: unknown) => PromptrailError,
): RE2JS {
  if (pattern.source.length > longestSource) {
    throw refusal(`it has more than ${longestSource} characters`);
  }
  // JavaScript leaves out the property and then both cases, RE2 both cases and then the property.
  if (pattern.ignoreCase && /(?<!\\)(?:\\\\)*\\P\{/.test(pattern.source)) {
    throw refusal("it contains \\P{…} with the flag i, which RE2 interprets differently");
  }
  let compiled: RE2JS;
  try {
    const flags = pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
    compiled = RE2JS.compile(toLinearPattern(pattern), flags);
  } catch (error) {
    throw refusal(toReason(error), error);
  }
  const size = compiled.programSize();
  if (size <= mostInstructions) return compiled;
  throw refusal(
    `it compiles to ${size} steps, and at most ${mostInstructions} are allowed: use smaller repeat counts`,
  );
}

function toReason(error: unknown): string {
  if (error instanceof UnknownPart) return error.message;
  return `RE2 does not accept it (${toErrorText(error)})`;
}

interface Refusal {
  readonly shown: string;
  readonly reason: string;
  readonly use: PatternUse;
  readonly cause: unknown;
}

function refuse({ shown, reason, use, cause }: Refusal): PromptrailError {
  const name = shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
  return new PromptrailError(
    "invalid_definition",
    `${use.usedBy} cannot use ${name}: ${reason}. A pattern must search any text in a short time. Write the pattern without this, or ${use.instead}.`,
    { usedBy: use.usedBy },
    cause,
  );
}
