import type { ErrorCode, Scope } from "@promptrail/core";
import type { z } from "zod";

export interface RouteResponse {
  readonly description: string;
  readonly mediaType: "application/json" | "text/event-stream";
  /** Null for a response without a body, or with one that is described elsewhere. */
  readonly schema: z.ZodType | null;
}

export interface RequestHeader {
  readonly name: string;
  readonly description: string;
}

/** One route of the API, as data: server, client and OpenAPI document are made from it. */
export interface Route {
  readonly name: string;
  readonly method: "get" | "post" | "put" | "delete";
  /** With parameters in braces: `/v1/prompts/{family}/call`. */
  readonly path: `/${string}`;
  /** What the key must be allowed to do; null for the few routes that need no key. */
  readonly scope: Scope | null;
  /** Where the path names no family: a key that is limited to families is let in, too. Default: it is refused. */
  readonly openToLimitedKeys?: true;
  readonly summary: string;
  /** Strict, like `query` and `body`: what it does not name is an error. */
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | null;
  readonly headers: readonly RequestHeader[];
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** In bytes. A stream of events may be longer; each event is no larger. */
  readonly largestAnswer: number;
  /** Beside those that every route with a key or a body may answer. */
  readonly problems: readonly ErrorCode[];
}

/** Checks that a route is one, and keeps its exact type. */
export function defineRoute<const Definition extends Route>(definition: Definition): Definition {
  return definition;
}
