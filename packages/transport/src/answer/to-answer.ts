import type { Head } from "../exchange/exchange.js";
import type { Outgoing } from "../request/outgoing.js";
import { Answer } from "./answer.js";
import { decompress } from "./decompress.js";

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** What an exchange brought → what `fetch` gives. */
export function toAnswer({ status, statusText, headers, pieces }: Head, { url, method }: Outgoing) {
  const coding = headers["content-encoding"];
  const hasBody = method !== "HEAD" && !withoutBody.has(status);
  const plain = coding === undefined ? pieces : decompress(pieces, String(coding));
  return new Answer({
    url,
    status,
    statusText,
    headers,
    pieces: hasBody ? plain : null,
  });
}
