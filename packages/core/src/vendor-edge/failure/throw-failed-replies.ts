import { readHeaders } from "../reply-headers.js";
import { FailedReply } from "./failed-reply.js";
import { readFailure, type ToldFailure } from "./read-failure.js";

/**
 * A `fetch` for a vendor's client of its own, around that of `createVendorFetch`: a reply whose status tells of a
 * failure is thrown with the vendor's words, for `translateVendorError`. Clients keep of such a body what has their
 * vendor's own form, and drop the rest.
 */
export function throwFailedReplies(send: typeof fetch): typeof fetch {
  return async (input, init) => throwIfFailed(await send(input, init));
}

/** The reply itself, where its status says that all is well. Throws FailedReply. */
export async function throwIfFailed(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new FailedReply(await readRefusal(response), response.status, readHeaders(response));
}

async function readRefusal(response: Response): Promise<ToldFailure> {
  const text = await response.text().catch(() => "");
  return readFailure(text) ?? { words: "", names: [], status: undefined };
}
