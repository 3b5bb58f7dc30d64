import { randomUUID } from "node:crypto";
import { requestIdHeader } from "@promptrail/http-api";
import type { HeaderReader } from "./header-reader.js";

/**
 * The id of a request, by which its caller, a proxy in between and this server's complaints speak of it: what it
 * was sent with, where a header can carry that on, else one of its own.
 */
export function toRequestId(readHeader: HeaderReader): string {
  const sent = readHeader(requestIdHeader.name);
  return sent !== undefined && /^[\x21-\x7e]{1,200}$/.test(sent) ? sent : randomUUID();
}
