import { findMediaType } from "@promptrail/core/portable";
import { WireError } from "../wire.js";

/** What an image, and a page of a document, count as. No vendor counts exactly so. */
export const imageTokens = 1_000;
export const documentTokens = 2_000;

interface Sent {
  /** As the request has it. */
  readonly data: string;
  /** What the request says that it is; null where the vendor does not ask. */
  readonly mediaType: string | null;
  /** Of the kinds that the vendor takes here. */
  readonly taken: readonly string[];
  /** Where the request has it: `messages.0.content.1`. */
  readonly place: string;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Looks into a content as vendors do: by its bytes, which must be what the request says. Throws WireError. */
export function requireContent({ data, mediaType, taken, place }: Sent): void {
  if (data === "" || !base64.test(data)) throw refused(place, "the data is not valid base64");
  const found = findMediaType(Buffer.from(data, "base64"));
  if (found === null || !taken.includes(found)) {
    throw refused(place, `the content is none of ${taken.join(", ")}`);
  }
  if (mediaType !== null && mediaType !== found) {
    const told = `it was specified using the ${mediaType} media type, but it appears to be ${found}`;
    throw refused(place, told);
  }
}

/** Throws WireError for an address from which a vendor fetches nothing. */
export function requireAddress(url: string, place: string): void {
  if (URL.canParse(url) && new URL(url).protocol === "https:") return;
  throw refused(place, "only HTTPS URLs are supported");
}

function refused(place: string, reason: string): WireError {
  return new WireError({ status: 400, message: `${place}: ${reason}.` });
}
