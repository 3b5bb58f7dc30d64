import { requestIdHeader } from "@promptrail/http-api";
import type { MiddlewareHandler } from "hono";
import { isSent } from "./sent-answer.js";
import { findSentRequest } from "./sent-request.js";

/**
 * On every answer: nothing that the API says is to be cached, framed or run. There is no CORS: no page may read it.
 * They are those of Hono's `secureHeaders`, with a stricter content policy.
 */
export const answerHeaders: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "origin-agent-cluster": "?1",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=15552000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-dns-prefetch-control": "off",
  "x-download-options": "noopen",
  "x-frame-options": "SAMEORIGIN",
  "x-permitted-cross-domain-policies": "none",
  "x-xss-protection": "0",
};

/** An answer that goes on as long as there are events. */
export function isEventStream(answer: Response): boolean {
  return answer.headers.get("content-type")?.startsWith("text/event-stream") === true;
}

/** Puts them on what was answered without them. */
export const setAnswerHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  if (isSent(context.res)) return;
  const { headers } = context.res;
  headers.set(requestIdHeader.name, findSentRequest(context).id);
  for (const [name, value] of Object.entries(answerHeaders)) {
    // What is answered says itself how long it may be kept.
    if (name !== "cache-control" || !headers.has(name)) headers.set(name, value);
  }
};
