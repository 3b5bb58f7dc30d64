import {
  contextLosesDigits,
  cutText,
  describeIssues,
  describeLostDigits,
  formatPath,
  PromptrailError,
  readJson,
} from "@promptrail/core";
import { RequestError } from "../../problems/request-error.js";
import { findHalfPair, mayHoldHalfPair } from "./find-half-pair.js";
import { readLimitedBody } from "./read-limited-body.js";
import { requireModestJson } from "./require-modest-json.js";

/**
 * A request's JSON. An empty body counts as `{}`, so that a rollback needs none.
 *
 * @throws RequestError 413 for what is too large, 415 for another media type, 400 for what is not JSON, or holds
 * too much, a number that would lose digits or half of a surrogate pair; `context_invalid` where one of
 * the last two is in the context. It quotes nothing of the body but names.
 */
export async function readJsonBody(request: Pick<Request, "headers" | "body">): Promise<unknown> {
  const bytes = await readLimitedBody(request);
  if (bytes.byteLength === 0) return {};
  const mediaType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new RequestError(
      "The body must be JSON. Send it with `Content-Type: application/json`.",
      {
        status: 415,
      },
    );
  }
  return parseBody(bytes);
}

function parseBody(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  const read = text === undefined ? undefined : readJson(text);
  if (text === undefined || read === undefined) {
    throw new RequestError("The body is not JSON in UTF-8. Check its quotes, commas and braces.", {
      status: 400,
    });
  }
  requireModestJson(read.value);
  if (read.lost !== null) throw toLostDigitsError(read.lost);
  const half = mayHoldHalfPair(text) ? findHalfPair(read.value) : null;
  if (half !== null) throw toHalfPairError(half);
  return read.value;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Every route that takes a context has it in the field of this name. */
const contextField = "context";

function toLostDigitsError(lost: readonly PropertyKey[]): PromptrailError {
  if (lost[0] === contextField) return contextLosesDigits(lost.slice(1));
  return new RequestError(`The body cannot be read exactly: ${describeLostDigits(lost)}.`, {
    status: 400,
    data: { path: formatPath(lost) },
  });
}

function toHalfPairError(path: readonly PropertyKey[]): PromptrailError {
  const message =
    "a text or a name here holds half of a surrogate pair; cut texts between whole characters";
  const isInContext = path[0] === contextField;
  const inside = isInContext ? path.slice(1) : path;
  const reason = describeIssues([{ path: inside, message }]);
  const data = { path: cutText(formatPath(inside)) };
  return isInContext
    ? new PromptrailError(
        "context_invalid",
        `The context is no text: ${reason}. Nothing was sent.`,
        data,
      )
    : new RequestError(`The body is no text: ${reason}.`, { status: 400, data });
}
