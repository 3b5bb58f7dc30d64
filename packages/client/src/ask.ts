import { PromptrailError } from "@promptrail/core/errors";
import { describeIssues } from "@promptrail/core/portable";
import { type Route, type RouteAnswer, type RouteInput, toRoutePath } from "@promptrail/http-api";
import { type ClientSettings, createConnection } from "./connection.js";
import { readAnswer } from "./read-answer.js";

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** For the whole answer; default: the route's. */
  readonly timeoutMs?: number | undefined;
  /** An answer that goes on for ever: the time is for its head alone. */
  readonly isEndless?: boolean;
}

/** A server's routes: what they take and what they answer is said by the table alone. */
export interface Server {
  /**
   * Asks a route and reads its answer.
   *
   * @throws PromptrailError what the server says; `request_invalid` for what the route does not take;
   * `server_unreachable`.
   */
  readonly ask: <Asked extends Route>(
    route: Asked,
    input: RouteInput<Asked>,
    options?: AskOptions,
  ) => Promise<RouteAnswer<Asked>>;
  /** The same, for an answer that is read as it comes. */
  readonly send: <Asked extends Route>(
    route: Asked,
    input: RouteInput<Asked>,
    options?: AskOptions,
  ) => Promise<Response>;
}

const defaultTimeoutMs = 10_000;

/** @throws PromptrailError `request_invalid` for a URL or a key that cannot be one. */
export function createServer(settings: ClientSettings): Server {
  const connection = createConnection(settings);
  const send = (route: Route, input: Input, options: AskOptions = {}): Promise<Response> => {
    const { signal, isEndless = false } = options;
    const { timeoutMs = route.patienceMs?.(input) ?? defaultTimeoutMs } = options;
    return connection({
      method: route.method.toUpperCase(),
      path: `${toRoutePath(route, write(route.params, input, "path"))}${toQuery(route, input)}`,
      headers: toHeaders(route, input),
      body: route.body === null ? undefined : write(route.body, input, "body"),
      signal,
      timeoutMs,
      isEndless,
    });
  };
  return {
    send: async (route, input, options) => send(route, input, options),
    ask: async (route, input, options) => readAnswer(route, await send(route, input, options)),
  };
}

/** Each part takes of it what it names. */
type Input = Readonly<Record<string, unknown>>;

type Part = Route["params"] | NonNullable<Route["body"]>;

type Written = Readonly<Record<string, string | number>>;

function write(part: Part, input: Input, name: string): Written {
  const written = part.safeEncode(input);
  // A part of the table is an object of the wire.
  if (written.success) return written.data as Written;
  throw new PromptrailError(
    "request_invalid",
    `The ${name} of the request is not valid: ${describeIssues(written.error.issues)}. Nothing was sent. Correct the request.`,
    { part: name },
  );
}

function toQuery({ query }: Route, input: Input): string {
  const written = Object.entries(write(query, input, "query")).map(
    ([name, value]): [string, string] => [name, String(value)],
  );
  const text = new URLSearchParams(written).toString();
  return text === "" ? "" : `?${text}`;
}

function toHeaders({ headers }: Route, input: Input) {
  const given = headers.flatMap(({ name, field }) => {
    const value = field === undefined ? undefined : input[field];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}
