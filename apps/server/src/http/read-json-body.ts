import {
  contextLosesDigits,
  describeLostDigits,
  formatPath,
  type PromptrailError,
  type ReadJson,
  readJson,
} from "@promptrail/core";
import { readLimitedBody } from "./read-limited-body.js";
import { RequestError } from "./request-error.js";

/** Deeper JSON is nobody's context, and overflows the stack of whoever walks it. */
export const deepestNesting = 64;

/**
 * A request's JSON. An empty body counts as `{}`, so that a rollback needs none.
 *
 * @throws RequestError 413 for what is too large, 415 for another media type, 400 for what is not JSON or holds
 * a number that would lose digits; `context_invalid` where that is in the context. It quotes nothing of the body.
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
  const { value, lost } = parseBody(bytes);
  if (isDeeperThan(value, deepestNesting)) {
    throw new RequestError(`The body is nested deeper than ${deepestNesting} levels. Flatten it.`, {
      status: 400,
    });
  }
  if (lost !== null) throw toLostDigitsError(lost);
  return value;
}

function parseBody(bytes: Uint8Array): ReadJson {
  const text = decode(bytes);
  const read = text === undefined ? undefined : readJson(text);
  if (read !== undefined) return read;
  throw new RequestError("The body is not JSON in UTF-8. Check its quotes, commas and braces.", {
    status: 400,
  });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Every route that takes a context has it in the field of this name. */
function toLostDigitsError(lost: readonly PropertyKey[]): PromptrailError {
  if (lost[0] === "context") return contextLosesDigits(lost.slice(1));
  return new RequestError(`The body cannot be read exactly: ${describeLostDigits(lost)}.`, {
    status: 400,
    data: { path: formatPath(lost) },
  });
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap(toMembers);
  }
  return false;
}

function toMembers(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
