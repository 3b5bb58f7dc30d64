import { isBrokenKey, PromptrailError } from "@promptrail/core";
import { actorHeader, type Route, toRoutePath } from "@promptrail/http-api";
import type { ClientSettings } from "./client-settings.js";
import { toNetworkError } from "./to-network-error.js";

/** What one request sends, beside its route. */
export interface RequestInput {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** For the whole answer; default 10,000. */
  readonly timeoutMs?: number;
  /** An answer that goes on for ever: the time is for its head alone. */
  readonly isEndless?: boolean;
}

/** Sends a request of the route table. Throws PromptrailError `store_unavailable` where no answer comes. */
export type Connection = (route: Route, input: RequestInput) => Promise<Response>;

const defaultTimeoutMs = 10_000;

/** @throws PromptrailError `request_invalid` for a URL that no server can have. */
export function createConnection(settings: ClientSettings): Connection {
  const base = toBase(settings.url);
  const { fetch: send = fetch } = settings;
  const shared = toSharedHeaders(settings);
  return async (route, input) => {
    const { signal, timeoutMs = defaultTimeoutMs, isEndless = false } = input;
    const { timeout, answered } = startTimeout(timeoutMs);
    try {
      const response = await send(toUrl(base, route, input), {
        ...toContent(shared, input),
        method: route.method.toUpperCase(),
        // A redirect could carry the key to another host.
        redirect: "error",
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      if (isEndless) answered();
      return response;
    } catch (error) {
      if (signal?.aborted) throw error;
      throw toNetworkError(
        base,
        timeout.aborted ? `no answer within ${timeoutMs} ms` : null,
        error,
      );
    }
  };
}

function startTimeout(timeoutMs: number) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error("timed out")), timeoutMs).unref();
  return { timeout: controller.signal, answered: () => clearTimeout(timer) };
}

function toUrl(base: string, route: Route, { params = {}, query = {} }: RequestInput): URL {
  const url = new URL(`${base}${toRoutePath(route, params)}`);
  for (const [name, value] of present(query)) url.searchParams.set(name, String(value));
  return url;
}

function toContent(shared: Record<string, string>, { headers = {}, body }: RequestInput) {
  const all = { ...shared, ...Object.fromEntries(present(headers)) };
  if (body === undefined) return { headers: all };
  return { headers: { ...all, "content-type": "application/json" }, body: JSON.stringify(body) };
}

function toBase(url: string): string {
  const parsed = URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.username === "") {
    return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, "");
  }
  throw new PromptrailError(
    "request_invalid",
    "The server's URL must be an http(s) URL without a user name, such as http://127.0.0.1:7070. Correct `url`.",
  );
}

function toSharedHeaders({ key, actor }: ClientSettings): Record<string, string> {
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new PromptrailError(
      "request_invalid",
      "The API key is empty or holds characters that no key has. Copy it again.",
    );
  }
  if (isBrokenKey(key)) {
    throw new PromptrailError(
      "request_invalid",
      "The API key was cut or mistyped: its checksum does not fit. Copy it again.",
    );
  }
  return {
    authorization: `Bearer ${key}`,
    // Header values are bytes: a name's UTF-8 goes over as it is.
    ...(actor === undefined
      ? {}
      : { [actorHeader.name]: Buffer.from(actor, "utf8").toString("latin1") }),
  };
}

function present<Value>(values: Readonly<Record<string, Value | undefined>>): [string, Value][] {
  return Object.entries(values).flatMap(([name, value]): [string, Value][] =>
    value === undefined ? [] : [[name, value]],
  );
}
