import type { z } from "zod";
import { type JsonValue, parseJson } from "../../json/json-value.js";
import type { ReplyHeaders } from "../reply-headers.js";
import { FailedReply } from "./failed-reply.js";
import { isPage, readFailure } from "./read-failure.js";

/** The slice of a reply that is read here. */
interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
}

/**
 * An answer that fits the schema, from a body whose HTTP status says that all is well. A failure that it tells of
 * instead comes before anything that it may hold beside.
 *
 * @throws FailedReply; what the schema throws for a body that is neither.
 */
export function requireAnswer<Schema extends z.ZodType>(
  body: unknown,
  schema: Schema,
  reply?: Reply,
): z.infer<Schema> {
  // Of a reply that does not call itself JSON, clients give the text.
  const value =
    typeof body === "string" ? (parseJson(body) ?? body) : (body as JsonValue | undefined);
  const told = readFailure(value);
  if (told !== null) throw new FailedReply(told, reply?.status, reply?.headers);
  return schema.parse(value);
}

/**
 * The body of a reply that was asked for as a stream and is none: JSON, or a web page. Undefined for a stream, which
 * is left unread.
 */
export async function readUnstreamed(response: Response): Promise<JsonValue | undefined> {
  const type = response.headers.get("content-type") ?? "";
  if (!/\b(?:json|html)\b/i.test(type)) return undefined;
  const text = await response.text();
  return isPage(text) ? text : (parseJson(text) ?? text);
}
