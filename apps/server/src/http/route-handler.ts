import type { ApiKey } from "@promptrail/core/lifecycle";
import { describeIssues } from "@promptrail/core/portable";
import {
  createPlainReader,
  findSuccess,
  type Route,
  type RouteAnswer,
  type RouteRequest,
  toWire,
} from "@promptrail/http-api";
import type { KeyReader, KeyUseCases, PromptReader } from "@promptrail/runtime";
import type { z } from "zod";
import type { EventHub } from "../events/event-hub.js";
import type { CallsInFlight, RunningCall } from "../limits/calls-in-flight.js";
import type { EvidenceTurns } from "../limits/evidence-turns.js";
import type { ProcessLimiter } from "../limits/process-limiter.js";
import { RequestError } from "../problems/request-error.js";
import type { AnswerReader } from "../reader/answer-reader.js";
import type { ServedPromptrail } from "../served-promptrail.js";
import type { ReadinessReader } from "../status/readiness-reader.js";
import type { StatusReader } from "../status/status-reader.js";
import type { Caller } from "./caller.js";
import type { HeaderReader } from "./header-reader.js";
import { readJsonBody } from "./read-json-body.js";
import type { SentRequest } from "./sent-request.js";
import { type Answer, createWholeAnswer } from "./whole-answer.js";

/** How keys are checked here. */
export interface KeyCheck {
  /** The key that this process was given by its operator; it needs no store. */
  readonly chosenKey: ApiKey | null;
  /** A key was changed: its next use asks the store. */
  readonly forget: (id: string) => void;
  readonly now: () => Date;
}

/** What the handlers of routes that only look work with. */
export interface ReaderPorts {
  readonly promptrail: PromptReader;
  readonly keys: KeyReader;
  readonly readReadiness: ReadinessReader;
  readonly status: StatusReader;
  readonly events: EventHub;
}

/** What the other handlers work with. */
export interface ServerPorts extends ReaderPorts {
  readonly promptrail: ServedPromptrail;
  readonly keys: KeyUseCases;
  readonly calls: CallsInFlight;
  readonly evidenceTurns: EvidenceTurns;
  readonly processes: ProcessLimiter;
  readonly keyCheck: KeyCheck;
}

/** A GET changes nothing. */
type PortsOf<Asked extends Route> = Asked["method"] extends "get" ? ReaderPorts : ServerPorts;

export interface RequestParts {
  readonly request: SentRequest;
  readonly reader: AnswerReader;
  readonly params: unknown;
  readonly query: unknown;
  readonly caller: Caller;
}

/** A request that was read by its route's own schemas: path, query and body in one. */
export interface ReadRequest<Asked extends Route> {
  readonly input: RouteRequest<Asked>;
  readonly caller: Caller;
  readonly header: HeaderReader;
  /** For whoever gives an answer in parts. */
  readonly reader: AnswerReader;
}

/** What a handler gives: the route's answer, which its schema writes, or a response as it is. */
type Given<Asked extends Route> = RouteAnswer<Asked> | Response;

export interface RouteHandler {
  readonly route: Route;
  readonly answer: (ports: ServerPorts, parts: RequestParts) => Promise<Answer>;
}

/** Binds a route to what it does. */
export function handle<Asked extends Route>(
  route: Asked,
  run: (ports: PortsOf<Asked>, request: ReadRequest<Asked>) => Promise<Given<Asked>>,
): RouteHandler {
  const read = createReader(route);
  const respond = createResponder(route);
  return {
    route,
    answer: async (ports, parts) => respond(await run(ports, await read(parts))),
  };
}

/** Binds a route that runs a prompt: only so many are answered at once, counted before a body is read. */
export function handleCall<Asked extends Route>(
  route: Asked,
  run: (
    ports: ServerPorts,
    request: ReadRequest<Asked> & { readonly call: RunningCall },
  ) => Promise<Given<Asked>>,
): RouteHandler {
  const read = createReader(route);
  const respond = createResponder(route);
  return {
    route,
    answer: (ports, parts) =>
      ports.calls.run(parts.request.findSignal(), async (call) =>
        respond(await run(ports, { ...(await read(parts)), call })),
      ),
  };
}

/** Binds a route that takes evidence: its body is read when it has its turn. */
export function handleEvidence<Asked extends Route>(
  route: Asked,
  run: (ports: ServerPorts, request: ReadRequest<Asked>) => Promise<Given<Asked>>,
): RouteHandler {
  const read = createReader(route);
  const respond = createResponder(route);
  return {
    route,
    answer: (ports, parts) =>
      ports.evidenceTurns(async () => respond(await run(ports, await read(parts)))),
  };
}

/** Reads a request by its route's schemas. */
function createReader<Asked extends Route>(
  route: Asked,
): (parts: RequestParts) => Promise<ReadRequest<Asked>> {
  const { body, largestBody } = route;
  const readParams = createPartReader(route.params, "path");
  const readQuery = createPartReader(route.query, "query");
  const readBody = body === null ? null : createPartReader(body, "body");
  return async ({ request, reader, params, query, caller }) => {
    const input = {
      ...readParams(params),
      ...readQuery(query),
      ...(readBody === null ? {} : readBody(await readJsonBody(request, largestBody))),
    };
    // The parts are read one by one, and a route's request is all of them.
    return { input: input as RouteRequest<Asked>, caller, header: request.header, reader };
  };
}

type Part = "path" | "query" | "body";

function createPartReader<Schema extends z.ZodType>(
  schema: Schema,
  part: Part,
): (value: unknown) => z.output<Schema> {
  const readPlain = createPlainReader(schema);
  return (value) => readPlain(value) ?? parsePart(schema, value, part);
}

/** Writes what a route's handler gives. */
function createResponder<Asked extends Route>(route: Asked): (given: Given<Asked>) => Answer {
  const { status, schema } = findSuccess(route);
  return (given) => {
    if (given instanceof Response) return given;
    return schema === null
      ? new Response(null, { status })
      : createWholeAnswer(toWire(schema, given), status);
  };
}

/** @throws RequestError 400, which names each wrong field of the request's part and why it is wrong. */
function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: Part,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reason = describeIssues(parsed.error.issues);
  throw new RequestError(
    `The ${part} is not valid: ${reason}. Correct it; /openapi.json describes the route.`,
    {
      status: 400,
      data: { part },
    },
  );
}
