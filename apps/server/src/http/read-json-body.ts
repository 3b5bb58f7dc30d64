import { PromptrailError } from "@promptrail/core";
import {
  contextLosesDigits,
  cutText,
  describeIssues,
  describeLostDigits,
  formatPath,
  readJson,
} from "@promptrail/core/portable";
import { type BodyBounds, usualBody } from "@promptrail/http-api";
import { RequestError } from "../problems/request-error.js";
import type { SentRequest } from "./sent-request.js";

type Sent = Pick<SentRequest, "header" | "takeArrived" | "readPieces">;

/**
 * A request's JSON. An empty body counts as `{}`, so that a rollback needs none.
 *
 * @throws RequestError 413 for what is too large, 415 for another media type or a compressed one, 400 for what is not JSON, or holds
 * too much, a number that would lose digits or half of a surrogate pair; `context_invalid` where one of
 * the last two is in the context. It quotes nothing of the body but names.
 */
export async function readJsonBody(
  request: Sent,
  bounds: BodyBounds = usualBody,
): Promise<unknown> {
  const bytes = await readLimitedBody(request, bounds);
  if (bytes.byteLength === 0) return {};
  requirePlain(request.header("content-encoding"));
  const mediaType = request.header("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (mediaType !== "application/json") {
    throw new RequestError(
      "The body was not sent as JSON. Send JSON with `Content-Type: application/json`.",
      {
        status: 415,
      },
    );
  }
  return parseBody(bytes, bounds);
}

/** A compressed body would be read as text that is no JSON, and its sender would look for a fault in the JSON. */
function requirePlain(coding = ""): void {
  if (/^\s*(identity\s*)?$/i.test(coding)) return;
  throw new RequestError(
    `The body was sent with \`Content-Encoding: ${cutText(coding)}\`, which this server does not decode. Send it without a content encoding.`,
    { status: 415 },
  );
}

function parseBody(bytes: Uint8Array, bounds: BodyBounds): unknown {
  const text = decode(bytes);
  const read = text === undefined ? undefined : readJson(text);
  if (text === undefined || read === undefined) {
    throw new RequestError("The body is not JSON in UTF-8. Check its quotes, commas and braces.", {
      status: 400,
    });
  }
  requireModestJson(read.value, bounds);
  if (read.lost !== null) throw toLostDigitsError(read.lost);
  const half = mayHoldHalfPair(text) ? findHalfPair(read.value) : null;
  if (half !== null) throw toHalfPairError(half);
  return read.value;
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
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
    "a text or a name contains half of a surrogate pair; cut texts only between whole characters";
  const isInContext = path[0] === contextField;
  const inside = isInContext ? path.slice(1) : path;
  const reason = describeIssues([{ path: inside, message }]);
  const data = { path: cutText(formatPath(inside)) };
  return isInContext
    ? new PromptrailError(
        "context_invalid",
        `The context contains invalid text: ${reason}. Nothing was sent.`,
        data,
      )
    : new RequestError(`The body contains invalid text: ${reason}.`, { status: 400, data });
}

/** Half of a surrogate pair, as JSON writes it; a whole pair begins like one, too. */
const mayHoldHalf = /\\u[dD][89a-fA-F]/;

/** True where a JSON text may hold half of a surrogate pair: in UTF-8 it can only be written as `\ud83d`. */
function mayHoldHalfPair(json: string): boolean {
  return mayHoldHalf.test(json);
}

/**
 * Where a JSON value holds half of a surrogate pair, in a text or in a name: what is left of an emoji
 * through which somebody cut a text. Neither UTF-8 nor a database can hold it. Null where nowhere.
 */
function findHalfPair(value: unknown): readonly PropertyKey[] | null {
  if (typeof value === "string") return value.isWellFormed() ? null : [];
  if (typeof value !== "object" || value === null) return null;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) return [];
    const path = findHalfPair(member);
    if (path !== null) return [isList ? Number(key) : key, ...path];
  }
  return null;
}

/** Deeper JSON is nobody's context, and overflows the stack of whoever walks it. */
export const deepestNesting = 64;

/** @throws RequestError 400 for JSON that is nested too deeply, or that holds too many values. */
function requireModestJson(value: unknown, { values }: BodyBounds): void {
  let level = { members: 1, objects: isObject(value) ? [value] : [] };
  let count = 0;
  for (let depth = 0; level.members > 0; depth += 1) {
    if (depth > deepestNesting) {
      throw tooMuch(`is nested deeper than ${deepestNesting} levels. Flatten it.`);
    }
    count += level.members;
    if (count > values) throw tooMuch(`contains more than ${values} values. Send fewer.`);
    level = descend(level.objects);
  }
}

/** How many members these have, and those of them that may have members in turn. */
function descend(parents: readonly object[]) {
  const objects: object[] = [];
  let members = 0;
  for (const parent of parents) {
    const inside: readonly unknown[] = Array.isArray(parent) ? parent : Object.values(parent);
    members += inside.length;
    for (const value of inside) if (isObject(value)) objects.push(value);
  }
  return { members, objects };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function tooMuch(reason: string): RequestError {
  return new RequestError(`The body ${reason}`, { status: 400 });
}

/**
 * What of a larger one is read and thrown away, in bytes, so that its sender gets to read the answer:
 * a connection that is closed on unread data loses both (RFC 9112, 9.6).
 */
export const mostDiscarded = 16_000_000;

/**
 * A request's body, never more of it in memory than the limit, however its length is told.
 *
 * @throws RequestError 413; 400 for a body that broke off, whose sender has left.
 */
async function readLimitedBody(request: Sent, { bytes: most }: BodyBounds): Promise<Uint8Array> {
  if (Number(request.header("content-length") ?? 0) > mostDiscarded) throw tooLarge(most);
  const arrived = request.takeArrived();
  if (arrived !== null) {
    if (arrived.byteLength > most) throw tooLarge(most);
    return arrived;
  }
  const pieces = request.readPieces();
  if (pieces === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of untilCut(pieces)) {
    size += chunk.byteLength;
    if (size > mostDiscarded) throw tooLarge(most);
    if (size <= most) chunks.push(chunk);
  }
  if (size > most) throw tooLarge(most);
  return Buffer.concat(chunks, size);
}

/** What arrives. A connection that ends in the middle is its sender's doing, and no failure of the server. */
async function* untilCut(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw new RequestError(
      "The connection was closed before the body ended. Send the request again.",
      { status: 400 },
    );
  }
}

function tooLarge(most: number): RequestError {
  return new RequestError(`The body is larger than ${most} bytes. Send less.`, {
    status: 413,
    // Some of it may stay unread, so the connection must not carry another request: it would be cut.
    headers: { connection: "close" },
  });
}
