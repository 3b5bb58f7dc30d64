import { randomUUID } from "node:crypto";
import { requestIdHeader } from "@promptrail/http-api";
import type { Context } from "hono";
import { toHeaderReader } from "./header-reader.js";

const ids = new WeakMap<Context, string>();

/**
 * The id of a request, by which its caller, a proxy in between and this server's complaints speak of it: what it
 * was sent with, where a header can carry that on, else one of its own.
 */
export function findRequestId(context: Context): string {
  const known = ids.get(context);
  if (known !== undefined) return known;
  const sent = toHeaderReader(context)(requestIdHeader.name);
  const id = sent !== undefined && /^[\x21-\x7e]{1,200}$/.test(sent) ? sent : randomUUID();
  ids.set(context, id);
  return id;
}
