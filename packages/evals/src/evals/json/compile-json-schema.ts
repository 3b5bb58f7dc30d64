import { toErrorText } from "@promptrail/core/errors";
import { compilePattern } from "@promptrail/core/patterns";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { refuseSettings } from "../../settings/require-settings.js";

interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** The complaints of a JSON Schema about a value; none where it fits. */
export type FindIssues = (value: unknown) => readonly Issue[];

/**
 * A JSON Schema of draft 2020-12, with its formats; a `pattern` is searched in linear time. Throws `invalid_definition` for a
 * schema of another draft, with an unknown keyword or format, with a reference that leads out of it, or with a pattern that
 * looks ahead or behind or refers back.
 */
export function compileJsonSchema(check: string, schema: object): FindIssues {
  const ajv = new Ajv2020({
    allErrors: true,
    // Unknown keywords and formats are errors: a misspelt one would check nothing.
    strict: true,
    strictTypes: false,
    strictTuples: false,
    logger: false,
    code: { regExp: Object.assign(toLinearRegExp(check), { code: "linear" }) },
  });
  addFormats.default(ajv);
  try {
    const validate = ajv.compile(schema);
    return (value) => (validate(value) ? [] : (validate.errors ?? []).map(toIssue));
  } catch (error) {
    return refuseSettings(
      check,
      `cannot use the schema: ${toErrorText(error)}. Give a JSON Schema of draft 2020-12 that refers to nothing outside of it.`,
    );
  }
}

function toLinearRegExp(check: string) {
  return (source: string, flags: string) => {
    const pattern = new RegExp(source, flags);
    const { isFoundIn } = compilePattern(pattern, {
      usedBy: `A pattern of the schema of ${check}`,
      instead: "check the field with matchesPattern or defineEval",
    });
    // Ajv tells patterns apart by their text.
    return { test: isFoundIn, toString: () => String(pattern) };
  };
}

function toIssue({ instancePath, message = "does not fit", params }: ErrorObject): Issue {
  const path = instancePath.split("/").slice(1);
  const named = Object.entries(params).find(
    ([name, value]) =>
      /additionalProperty|unevaluatedProperty/.test(name) && typeof value === "string",
  );
  return {
    path: path.map((part) => (/^\d+$/.test(part) ? Number(part) : unescapePart(part))),
    message: named === undefined ? message : `${message}: ${String(named[1])}`,
  };
}

function unescapePart(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
