import { type RateLimits, toShareLeft } from "@promptrail/core/provider-kit";

/** Other lanes than production stop while a vendor says that less than this share is left. */
export const leastLeft = 0.2;
/** What a vendor said that gave no time at which it grants more holds so long. */
const heldMs = 60_000;

/** Which models' vendors said that little is left for this key, and until when. Times are milliseconds since 1970. */
export class VendorGrants {
  readonly #scarceUntil = new Map<string, number>();

  /** By the headers of a reply. */
  note(model: string, limits: RateLimits | null | undefined, now: number): void {
    if (limits === null || limits === undefined) return;
    if (findShare(limits) >= leastLeft) this.#scarceUntil.delete(model);
    else
      this.#scarceUntil.set(
        model,
        Math.min(limits.resetAt?.getTime() ?? now + heldMs, now + heldMs),
      );
  }

  /** Until when a model is left to production; null where it is not. */
  scarceUntil(model: string, now: number): number | null {
    const until = this.#scarceUntil.get(model);
    if (until === undefined || until > now) return until ?? null;
    this.#scarceUntil.delete(model);
    return null;
  }
}

/** The smallest share that is left; 1 where nothing is known. */
function findShare({ requestsLeft, requestsLimit, tokensLeft, tokensLimit }: RateLimits): number {
  return Math.min(toShareLeft(requestsLeft, requestsLimit), toShareLeft(tokensLeft, tokensLimit));
}
