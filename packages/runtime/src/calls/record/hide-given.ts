import type { Attachment, JsonObject, JsonValue } from "@promptrail/core";
import { listAttachments } from "@promptrail/core/lifecycle";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import type { GivenParts } from "../plan/given-parts.js";

/** Takes out of a text what no record keeps of an attachment. */
export type HideGiven = (text: string) => string;

/** An address as a vendor repeats it, also where it was cut, or stands in JSON. */
const address = /(https?:(?:\\?\/){2})([^\s"'`<>]+)/gi;
/** By so many of its first bytes a content is found; one that has fewer than the least is in no text for certain. */
const headBytes = 18;
const leastBytes = 6;

/**
 * A vendor's error may repeat the request: the addresses of attachments lose their query and their user, which may be
 * a key, and bytes in base64 are left out.
 */
export function hidingGiven({ attachments, turns, earlierTurns }: GivenParts): HideGiven {
  const all = [...attachments, ...listAttachments([...earlierTurns, ...turns])];
  const heads = all.flatMap(toHead);
  const bytes = new RegExp(`(?:${heads.join("|")})[A-Za-z0-9+/]*=*`, "g");
  const hasAddress = all.some(({ url }) => url !== undefined);
  return (text) => {
    const shown = heads.length === 0 ? text : text.replaceAll(bytes, "…");
    return hasAddress ? shown.replaceAll(address, toPlainAddress) : shown;
  };
}

function toHead({ data }: Attachment): readonly string[] {
  if (data === undefined || data.byteLength < leastBytes) return [];
  const whole = Math.min(headBytes, data.byteLength - (data.byteLength % 3));
  const head = Buffer.from(data.subarray(0, whole)).toString("base64");
  return [head.replaceAll("+", String.raw`\+`)];
}

function toPlainAddress(_all: string, scheme: string, rest: string): string {
  const [place = ""] = rest.split(/[?#]/);
  return scheme + place.replace(/^[^/]*@/, "");
}

/** The same for every text of an object. */
export function hideWithin(object: JsonObject, hide: HideGiven): JsonObject {
  const hideIn = (value: JsonValue): JsonValue => {
    if (typeof value === "string") return hide(value);
    if (isJsonList(value)) return value.map(hideIn);
    return isJsonObject(value) ? hideWithin(value, hide) : value;
  };
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, hideIn(value)]));
}
