import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { RE2JS } from "re2js";
import { UnknownPart } from "./pattern-text.js";
import { toLinearPattern } from "./to-linear-pattern.js";

/** Time is a pattern's size times the answer's: both have a bound. The size is in RE2's instructions. */
const longestSource = 1_000;
const mostInstructions = 2_500;

export interface CompiledPattern {
  /** As JavaScript writes it. */
  readonly shown: string;
  readonly isFoundIn: (text: string) => boolean;
}

/** Throws `invalid_definition` for a pattern that cannot be searched in linear time, or is too large. */
export function compilePattern(pattern: RegExp): CompiledPattern {
  // A sticky or global pattern keeps a position between calls, and so would judge one answer by another.
  const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ""));
  const shown = String(stateless);
  const compiled = compile(stateless, shown);
  const isByLine = stateless.multiline;
  return {
    shown,
    // RE2 ends a line at \n alone.
    isFoundIn: (text) => compiled.test(isByLine ? text.replace(/[\r\u2028\u2029]/g, "\n") : text),
  };
}

function compile(pattern: RegExp, shown: string): RE2JS {
  if (pattern.source.length > longestSource) {
    throw refuse(shown, `it has more than ${longestSource} characters`);
  }
  // JavaScript leaves out the property and then both cases, RE2 both cases and then the property.
  if (pattern.ignoreCase && /(?<!\\)(?:\\\\)*\\P\{/.test(pattern.source)) {
    throw refuse(shown, "it contains \\P{…} with the flag i, which RE2 interprets differently");
  }
  let compiled: RE2JS;
  try {
    const flags = pattern.ignoreCase ? RE2JS.CASE_INSENSITIVE : 0;
    compiled = RE2JS.compile(toLinearPattern(pattern), flags);
  } catch (error) {
    throw refuse(shown, toReason(error), error);
  }
  const size = compiled.programSize();
  if (size <= mostInstructions) return compiled;
  throw refuse(
    shown,
    `it compiles to ${size} steps, and at most ${mostInstructions} are allowed: use smaller repeat counts`,
  );
}

function toReason(error: unknown): string {
  if (error instanceof UnknownPart) return error.message;
  return `RE2 does not accept it (${toErrorText(error)})`;
}

function refuse(shown: string, reason: string, cause?: unknown): PromptrailError {
  const name = shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
  return new PromptrailError(
    "invalid_definition",
    `matchesPattern cannot use ${name}: ${reason}. A pattern must search any answer in a short time. Write the pattern without this, or write the check with defineEval.`,
    { eval: "matchesPattern" },
    cause,
  );
}
