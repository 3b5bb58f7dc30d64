import type { Outgoing } from "./outgoing.js";
import { toSentBody } from "./to-sent-body.js";

type Input = Parameters<typeof fetch>[0];
type Init = NonNullable<Parameters<typeof fetch>[1]>;

/** What a server is told of the codings that `decompress` knows. */
const acceptedCodings = "gzip, deflate, br, zstd";

/**
 * The parameters of `fetch` → a request. What a browser would ask for besides (cache, credentials, mode) has
 * no meaning here.
 *
 * @throws TypeError as `fetch` does, for what cannot be sent.
 */
export function toOutgoing(input: Input, init: Init = {}): Outgoing {
  const given = input instanceof Request ? input : null;
  const url = toUrl(given?.url ?? input);
  const method = (init.method ?? given?.method ?? "GET").toUpperCase();
  const { body, type, isRepeatable } = toSentBody(init.body ?? given?.body);
  if (body !== null && (method === "GET" || method === "HEAD")) {
    throw new TypeError(`A ${method} request cannot have a body.`);
  }
  return {
    url: url.href,
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: listHeaders(init.headers ?? given?.headers, type),
    body,
    signal: init.signal ?? given?.signal ?? null,
    isRepeatable,
  };
}

function toUrl(input: unknown): URL {
  const url = new URL(String(input));
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new TypeError(
      `${url.protocol} is not a protocol that fetch supports; use an address of https: or http:.`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError(
      "An address cannot contain a user name or a password; send them in a header.",
    );
  }
  return url;
}

/** Names and values in turn, with what every request needs. */
function listHeaders(given: Init["headers"], type: string | null): string[] {
  const headers = given instanceof Headers ? given : new Headers(given);
  const list: string[] = [];
  for (const [name, value] of headers) list.push(name, value);
  const add = (name: string, value: string) => {
    if (!headers.has(name)) list.push(name, value);
  };
  add("accept", "*/*");
  add("accept-encoding", acceptedCodings);
  add("user-agent", "promptrail");
  if (type !== null) add("content-type", type);
  return list;
}
