import { PromptrailError } from "@promptrail/core/errors";
import { isBrokenKey } from "@promptrail/core/portable";
import { actorHeader } from "@promptrail/http-api";
import { toNetworkError } from "./to-network-error.js";

/** Where a server is, and how to be let in. */
export interface ClientSettings {
  /** `http://127.0.0.1:7070`; a path is kept, for a server behind a proxy. */
  readonly url: string;
  /** Sent to that server alone. */
  readonly key: string;
  /** The person for whom the key's holder acts, recorded beside the key's name. */
  readonly actor?: string | undefined;
  /** Default: the platform's. */
  readonly fetch?: typeof fetch | undefined;
}

/** One request as it is sent. */
export interface SentRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  /** An answer that goes on for ever: the time is for its head alone. */
  readonly isEndless: boolean;
}

/** Throws PromptrailError `server_unreachable` where no answer comes. */
export type Connection = (request: SentRequest) => Promise<Response>;

/** @throws PromptrailError `request_invalid` for a URL or a key that cannot be one. */
export function createConnection(settings: ClientSettings): Connection {
  const base = toBase(settings.url);
  const { fetch: send = fetch } = settings;
  const shared = toSharedHeaders(settings);
  return async ({ method, path, headers, body, signal, timeoutMs, isEndless }) => {
    const late = startTimeout(timeoutMs, isEndless);
    const isJson = body === undefined ? {} : { "content-type": "application/json" };
    try {
      return await send(new URL(`${base}${path}`), {
        method,
        headers: { ...shared, ...headers, ...isJson },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A redirect could carry the key to another host.
        redirect: "error",
        signal: signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]),
      });
    } catch (error) {
      if (signal?.aborted) throw error;
      const reason = late.signal.aborted ? `no answer within ${timeoutMs} ms` : null;
      throw toNetworkError(base, reason, error);
    } finally {
      late.headCame();
    }
  };
}

function startTimeout(timeoutMs: number, isEndless: boolean) {
  if (!isEndless) return { signal: AbortSignal.timeout(timeoutMs), headCame: () => {} };
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error("timed out")), timeoutMs);
  return { signal: controller.signal, headCame: () => clearTimeout(timer) };
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
      "The API key is empty or contains characters that no API key has. Copy it again.",
    );
  }
  if (isBrokenKey(key)) {
    throw new PromptrailError(
      "request_invalid",
      "The API key is incomplete or mistyped: its checksum does not match. Copy it again.",
    );
  }
  return {
    authorization: `Bearer ${key}`,
    ...(actor === undefined ? {} : { [actorHeader.name]: toHeaderBytes(actor) }),
  };
}

/** Header values are bytes: a name's UTF-8 goes over as it is. */
function toHeaderBytes(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
