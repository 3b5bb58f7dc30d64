import type { ErrorCode } from "@promptrail/core";
import type { Scope } from "@promptrail/core/lifecycle";
import type { z } from "zod";

export interface RouteResponse {
  readonly description: string;
  readonly mediaType: "application/json" | "text/event-stream";
  /** Reads and writes the body; null for a response without one, or with one that is described elsewhere. */
  readonly schema: z.ZodType | null;
}

export interface RequestHeader {
  readonly name: string;
  /** Where a client's request has its value; absent for a header that no request of ours sends by itself. */
  readonly field?: string;
  readonly description: string;
}

/** What a request's body may hold. */
export interface BodyBounds {
  readonly bytes: number;
  /** Each member of an object or a list is one. A schema may complain of each. */
  readonly values: number;
}

/** Of every route that names no other bounds: the largest context that anybody should send. */
export const usualBody: BodyBounds = { bytes: 1_000_000, values: 50_000 };

/** A part of a request: an object of the wire, read into a value and written from it by one schema. */
export type RequestPart = z.ZodCodec<z.ZodObject, z.ZodType<object>>;

/** What a request says of its own time. */
export interface TimedRequest {
  readonly timeoutMs?: number | undefined;
  readonly wait?: { readonly timeoutMs: number } | undefined;
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
  /** How many requests of a key are answered: by a limit of the route's own. Default: its scope's. */
  readonly rate?: "rollbackAll";
  readonly summary: string;
  /** Strict, like `query` and `body`: what it does not name is an error. No two parts share a name. */
  readonly params: RequestPart;
  readonly query: RequestPart;
  readonly body: z.ZodType<object> | null;
  /** What the body may hold at most; default: `usualBody`. */
  readonly largestBody?: BodyBounds;
  readonly headers: readonly RequestHeader[];
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** In bytes. A stream of events may be longer; each event is no larger. */
  readonly largestAnswer: number;
  /** How many milliseconds a client waits for the answer; default 10,000. */
  readonly patienceMs?: (request: TimedRequest) => number;
  /** Beside those that every route with a key or a body may answer. */
  readonly problems: readonly ErrorCode[];
}

/** Checks that a route is one, and keeps its exact type. */
export function defineRoute<const Definition extends Route>(definition: Definition): Definition {
  return definition;
}

type Flat<Value> = { [Name in keyof Value]: Value[Name] };

type PartOf<Part> = Part extends z.ZodType ? z.output<Part> : unknown;

/** What a route is asked, as its handler gets it: path, query and body in one. */
export type RouteRequest<Asked extends Route> = Flat<
  PartOf<Asked["params"]> & PartOf<Asked["query"]> & PartOf<Asked["body"]>
>;

type HeaderFields<Asked extends Route> = {
  readonly [Header in Asked["headers"][number] as Header extends {
    readonly field: infer Field extends string;
  }
    ? Field
    : never]?: string;
};

/** A field that may be left out may also be said to be `undefined`. */
type Lenient<Value> = {
  [Name in keyof Value]: Value extends Record<Name, Value[Name]>
    ? Value[Name]
    : Value[Name] | undefined;
};

/** The same, as a client gives it: with what goes in headers. */
export type RouteInput<Asked extends Route> = Lenient<
  Flat<RouteRequest<Asked> & HeaderFields<Asked>>
>;

type Read<Responses, Status extends number> = Responses extends {
  readonly [Key in Status]: { readonly schema: infer Schema };
}
  ? Schema extends z.ZodType
    ? z.output<Schema>
    : undefined
  : never;

/** What a route answers where all went well; undefined where that has no body. */
export type RouteAnswer<Asked extends Route> =
  | Read<Asked["responses"], 200>
  | Read<Asked["responses"], 201>
  | Read<Asked["responses"], 204>;

/** The response where all went well: its status, and what writes it. */
export function findSuccess({ responses }: Pick<Route, "responses">): {
  readonly status: number;
  readonly schema: z.ZodType | null;
} {
  const [status, response] = Object.entries(responses)[0] ?? [200, { schema: null }];
  return { status: Number(status), schema: response.schema };
}
