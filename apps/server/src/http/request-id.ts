import { randomUUID } from "node:crypto";
import { requestIdHeader } from "@promptrail/http-api";
import type { Context } from "hono";
import { findNodeBindings } from "./node-bindings.js";

const ids = new WeakMap<Context, string>();

/**
 * The id of a request, by which its caller, a proxy in between and this server's complaints speak of it: what it
 * was sent with, where a header can carry that on, else one of its own.
 */
export function findRequestId(context: Context): string {
  const known = ids.get(context);
  if (known !== undefined) return known;
  const sent = readSent(context);
  const id = sent !== undefined && /^[\x21-\x7e]{1,200}$/.test(sent) ? sent : randomUUID();
  ids.set(context, id);
  return id;
}

function readSent(context: Context): string | undefined {
  const incoming = findNodeBindings(context.env)?.incoming;
  if (incoming === undefined) return context.req.header(requestIdHeader.name);
  const sent = incoming.headers[requestIdHeader.name.toLowerCase()];
  return typeof sent === "string" ? sent : undefined;
}
