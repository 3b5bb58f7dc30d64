import type { ApiKey, KeyStore } from "@promptrail/core";
import { describeIssues } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";
import type { z } from "zod";
import type { EventHub } from "../events/event-hub.js";
import type { CallsInFlight, RunningCall } from "../limits/calls-in-flight.js";
import type { ProcessLimiter } from "../limits/process-limiter.js";
import { RequestError } from "../problems/request-error.js";
import type { ServedPromptrail } from "../served-promptrail.js";
import type { ReadinessReader } from "../status/readiness-reader.js";
import type { StatusReader } from "../status/status-reader.js";
import { readJsonBody } from "./body/read-json-body.js";
import type { Caller } from "./caller.js";

/** The API keys, and what this process remembers of them. */
export interface KeyPorts {
  readonly store: KeyStore;
  /** The key that this process was given by its operator; it needs no store. */
  readonly chosenKey: ApiKey | null;
  /** A key was changed: its next use asks the store. */
  readonly forget: (id: string) => void;
  readonly now: () => Date;
}

/** What the handlers work with. */
export interface ServerPorts {
  readonly promptrail: ServedPromptrail;
  readonly readReadiness: ReadinessReader;
  readonly status: StatusReader;
  readonly events: EventHub;
  readonly calls: CallsInFlight;
  readonly processes: ProcessLimiter;
  readonly keys: KeyPorts;
}

export interface RequestParts {
  readonly request: Request;
  readonly params: unknown;
  readonly query: unknown;
  readonly caller: Caller;
}

export interface ParsedRequest<Params, Query> {
  readonly params: Params;
  readonly query: Query;
  readonly caller: Caller;
  readonly headers: Headers;
}

export interface RouteHandler {
  readonly route: Route;
  readonly answer: (ports: ServerPorts, parts: RequestParts) => Promise<Response>;
}

interface ReadRoute<Params extends z.ZodObject, Query extends z.ZodObject> extends Route {
  readonly params: Params;
  readonly query: Query;
  readonly body: null;
}

interface WriteRoute<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
> extends Route {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

type Parsed<Params extends z.ZodObject, Query extends z.ZodObject> = ParsedRequest<
  z.output<Params>,
  z.output<Query>
>;

/** Binds a route without a body to what it does. The request is parsed by the route's own schemas. */
export function handleRead<Params extends z.ZodObject, Query extends z.ZodObject>(
  route: ReadRoute<Params, Query>,
  run: (ports: ServerPorts, request: Parsed<Params, Query>) => Promise<Response>,
): RouteHandler {
  return { route, answer: async (ports, parts) => run(ports, parseParts(route, parts)) };
}

/** Binds a route with a body to what it does. The request is parsed by the route's own schemas. */
export function handleWrite<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
>(
  route: WriteRoute<Params, Query, Body>,
  run: (
    ports: ServerPorts,
    request: Parsed<Params, Query> & { readonly body: z.output<Body> },
  ) => Promise<Response>,
): RouteHandler {
  return { route, answer: async (ports, parts) => run(ports, await parseWhole(route, parts)) };
}

/** Binds a route that runs a prompt: only so many are answered at once, counted before a body is read. */
export function handleCall<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
>(
  route: WriteRoute<Params, Query, Body>,
  run: (
    ports: ServerPorts,
    request: Parsed<Params, Query> & { readonly body: z.output<Body>; readonly call: RunningCall },
  ) => Promise<Response>,
): RouteHandler {
  return {
    route,
    answer: (ports, parts) =>
      ports.calls.run(parts.request.signal, async (call) =>
        run(ports, { ...(await parseWhole(route, parts)), call }),
      ),
  };
}

async function parseWhole<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodObject,
>(route: WriteRoute<Params, Query, Body>, parts: RequestParts) {
  const request = parseParts(route, parts);
  const body = parsePart(route.body, await readJsonBody(parts.request), "body");
  return { ...request, body };
}

function parseParts<Params extends z.ZodObject, Query extends z.ZodObject>(
  route: { readonly params: Params; readonly query: Query },
  { request, params, query, caller }: RequestParts,
): Parsed<Params, Query> {
  return {
    params: parsePart(route.params, params, "path"),
    query: parsePart(route.query, query, "query"),
    caller,
    headers: request.headers,
  };
}

/** @throws RequestError 400, which names each wrong field of the request's part and why it is wrong. */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: "path" | "query" | "body",
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reason = describeIssues(parsed.error.issues);
  throw new RequestError(`The ${part} is not right: ${reason}. See /openapi.json.`, {
    status: 400,
    data: { part },
  });
}
