import { readLimitedBody } from "./read-limited-body.js";
import { RequestError } from "./request-error.js";

/** Deeper JSON is nobody's context, and overflows the stack of whoever walks it. */
const deepestNesting = 64;

/**
 * A request's JSON. An empty body counts as `{}`, so that a rollback needs none.
 *
 * @throws RequestError 413 for what is too large, 415 for another media type, 400 for what is not JSON. It quotes nothing of the body.
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
  const body = parseJson(bytes);
  if (isDeeperThan(body, deepestNesting)) {
    throw new RequestError(`The body is nested deeper than ${deepestNesting} levels. Flatten it.`, {
      status: 400,
    });
  }
  return body;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new RequestError("The body is not JSON in UTF-8. Check its quotes, commas and braces.", {
      status: 400,
    });
  }
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
