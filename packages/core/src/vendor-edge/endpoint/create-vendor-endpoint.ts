import type { AskedVendor } from "../asked-vendor.js";
import { throwIfFailed } from "../failure/throw-failed-replies.js";
import { UnreachedVendor } from "../failure/unreached-vendor.js";
import type { CallLimit } from "../limit-call.js";
import { limitReply, requireNoRedirect } from "./create-vendor-fetch.js";
import { type PostRequest, preparePost, type SendBody } from "./prepare-post.js";
import { readWhole, type WholeReply } from "./read-whole.js";

export interface EndpointSettings {
  readonly vendor: AskedVendor;
  /** What requests go through. */
  readonly fetch: typeof fetch;
  /**
   * What the vendor's client sends beside the body: `buildRequest` of its SDK, for a request with so many
   * milliseconds. It is asked once for each whole second, so all else that it reads has to stay.
   */
  readonly build: (timeoutMs: number) => Promise<PostRequest>;
}

/** One address of a vendor that answers as a whole. */
export interface VendorEndpoint {
  /**
   * Sends a body and reads the reply. Throws FailedReply, UnreachedVendor or ProviderError, and what breaks a reply off: all
   * for `translateVendorError`.
   */
  ask(body: object, limit: CallLimit): Promise<WholeReply>;
}

/** Calls that wait in between have any time left: these are so many whole seconds. */
const mostPrepared = 128;

/**
 * An address of a vendor, asked as its client would ask it: with its headers, and without its retries, timers, signals and
 * logs, which calls have of their own, and which are two thirds of what a small request through it costs.
 */
export function createVendorEndpoint(settings: EndpointSettings): VendorEndpoint {
  const { vendor } = settings;
  const prepared = new Map<number, SendBody | Promise<SendBody>>();
  const prepare = async (timeoutMs: number) =>
    preparePost(settings.fetch, await settings.build(timeoutMs));
  const find = (timeoutMs: number) => {
    const seconds = Math.trunc(timeoutMs / 1_000);
    const known = prepared.get(seconds);
    if (known !== undefined) return known;
    if (prepared.size >= mostPrepared) prepared.clear();
    const preparing = prepare(timeoutMs);
    prepared.set(seconds, preparing);
    preparing.then(
      (send) => prepared.set(seconds, send),
      () => prepared.delete(seconds),
    );
    return preparing;
  };
  return {
    ask: async (body, limit) => {
      const found = find(limit.remaining() + 1);
      const send = found instanceof Promise ? await found : found;
      const text = JSON.stringify(body);
      let response: Response;
      try {
        response = await send(text, limit.signal);
      } catch (error) {
        throw new UnreachedVendor(error);
      }
      requireNoRedirect(vendor, response);
      const reply = limitReply(vendor, response);
      if (!reply.ok) await throwIfFailed(reply);
      return readWhole(reply);
    },
  };
}
