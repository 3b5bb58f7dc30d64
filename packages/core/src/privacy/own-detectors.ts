import { isError, toErrorText } from "../errors/any-error.js";
import { PromptrailError } from "../errors/promptrail-error.js";
import { compilePattern } from "../pattern/compile-pattern.js";
import { RedactionError } from "./redaction-error.js";
import type { Detector, RedactionPattern, Span } from "./redactor.js";

/** A pattern's size in RE2's instructions times the text's length: about half a second at the worst. */
const mostSteps = 50_000_000;
/** All searches of one pattern in one text. Each begins where the last match ended, and may look to the end. */
const longestMs = 250;

/** A detector out of a pattern. Throws `invalid_definition` for one that has no bounded time. */
export function toPatternDetector({ name, pattern }: RedactionPattern): Detector {
  const compiled = compilePattern(toExpression(name, pattern), {
    usedBy: `The redaction "${name}"`,
    instead: "give a detector, which is a function",
  });
  return {
    name,
    version: 1,
    *find(text) {
      if (text.length * compiled.size > mostSteps) {
        throw new RedactionError(name, "The text is too long for a pattern of this size.");
      }
      const start = performance.now();
      for (const span of compiled.findAll(text)) {
        yield span;
        if (performance.now() - start > longestMs) {
          throw new RedactionError(name, `The pattern was searched for more than ${longestMs} ms.`);
        }
      }
    },
  };
}

function toExpression(name: string, pattern: RegExp | string): RegExp {
  if (typeof pattern !== "string") return pattern;
  try {
    return new RegExp(pattern, "u");
  } catch (error) {
    throw new PromptrailError(
      "invalid_definition",
      `The pattern of the redaction "${name}" is not a regular expression (${toErrorText(error)}). Correct it.`,
      { detector: name },
      error,
    );
  }
}

/** A user's function, whose errors and answers are not trusted. */
export function toGuardedDetector(detector: Detector): Detector {
  const { name, version } = detector;
  return {
    name,
    version,
    find(text) {
      try {
        return takeSpans(detector, text);
      } catch (error) {
        if (error instanceof RedactionError) throw error;
        throw new RedactionError(name, `Its function threw ${kindOf(error)}.`);
      }
    },
  };
}

function takeSpans(detector: Detector, text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { start, end } of detector.find(text)) {
    const isWhole = Number.isSafeInteger(start) && Number.isSafeInteger(end);
    if (!isWhole || start < 0 || start > end || end > text.length) {
      throw new RedactionError(detector.name, "Its function returned a span outside of the text.");
    }
    spans.push({ start, end });
    if (spans.length > text.length) {
      throw new RedactionError(
        detector.name,
        "Its function returned more spans than the text has characters.",
      );
    }
  }
  return spans;
}

/** Names of errors that the language has; any other name could hold a part of the text. */
const knownErrors = /^(?:Eval|Range|Reference|Syntax|Type|URI)?Error$/;

function kindOf(error: unknown): string {
  return isError(error) && knownErrors.test(error.name) ? `a ${error.name}` : "an error";
}
