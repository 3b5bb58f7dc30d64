import type { JsonObject, JsonValue } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";
import { jsonValue } from "../wire/fields.js";
import type { ProblemWire } from "../wire/problem.js";
import { fromMemberName } from "./member-names.js";
import { isErrorCode } from "./problem-status.js";

/**
 * A problem → the error that the server raised, with the same code, message and data.
 * A code that this version does not know becomes `store_unavailable` (5xx) or `request_invalid`
 * and is kept as `code` in the data.
 */
export function fromProblem(problem: ProblemWire): PromptrailError {
  const { code, status, detail } = problem;
  const data = toData(problem);
  if (isErrorCode(code)) return new PromptrailError(code, detail, data);
  const known = status >= 500 ? "store_unavailable" : "request_invalid";
  return new PromptrailError(known, detail, { ...data, code, status });
}

function toData(problem: ProblemWire): JsonObject {
  return Object.fromEntries(
    Object.entries(problem).flatMap(([member, value]): [string, JsonValue][] => {
      const name = fromMemberName(member);
      return name === null ? [] : [[name, jsonValue.parse(value)]];
    }),
  );
}
