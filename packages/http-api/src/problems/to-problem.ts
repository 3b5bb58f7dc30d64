import type { ErrorCode, JsonObject } from "@promptrail/core";
import { isPromptrailError } from "@promptrail/core/errors";
import type { ProblemWire } from "../wire/problem.js";
import { toMemberName } from "./member-names.js";
import { problemStatus } from "./problem-status.js";

/** An error's facts, as a problem tells them. */
export interface ProblemFacts {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data?: JsonObject;
  /** Where another status than the code's own says more: 405, 413, 415, 429. */
  readonly status?: number;
}

/** An error of ours → a problem. */
export function toProblem({ code, message, data = {}, status }: ProblemFacts): ProblemWire {
  return {
    ...toMembers(data),
    type: `urn:promptrail:problem:${code}`,
    title: toTitle(code),
    status: status ?? problemStatus[code],
    detail: message,
    code,
  };
}

/** Any thrown value → a problem. One that is not ours says nothing of itself: it may hold anything. */
export function toProblemOfError(error: unknown): ProblemWire {
  if (isPromptrailError(error)) {
    // Field by field: a ProviderError's own `status` is the vendor's.
    const { code, message, data } = error;
    return toProblem({ code, message, data });
  }
  return {
    type: "urn:promptrail:problem:internal",
    title: "Internal error",
    status: 500,
    detail: "The server failed with an unexpected error. Read the server's log for the cause.",
    code: "internal",
  };
}

function toMembers(data: JsonObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [toMemberName(name), value]),
  );
}

/** `unknown_family` → `Unknown family` */
function toTitle(code: string): string {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
