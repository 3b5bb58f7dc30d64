import type { Lane } from "@promptrail/core";
import type { ProviderLimit } from "@promptrail/core/lifecycle";

/** What a limit counts. */
export const windowMs = 60_000;
/** Of a limit, what other lanes leave to production in any case, and at most. */
export const leastKept = 0.2;
const mostKept = 0.8;
/** Production is kept as much as it sent in its busiest minute of so many. */
const rememberedMinutes = 5;

/** A request that was sent, or is about to be. */
export interface SentRequest {
  readonly at: number;
  readonly isProduction: boolean;
  /** 0 for one that was not sent after all. */
  requests: number;
  /** As estimated, until the vendor says what was used. */
  tokens: number;
}

interface Amount {
  requests: number;
  tokens: number;
}

type Measure = keyof Amount;

const measures: readonly Measure[] = ["requests", "tokens"];

/** What was sent to one provider in the last minute, by production and by all. Times are milliseconds since 1970. */
export class SentWindow {
  readonly #limits: Readonly<Amount>;
  /** Without a limit nothing is remembered: an eval sends a hundred thousand requests within a minute. */
  readonly #isLimited: boolean;
  readonly #sent: SentRequest[] = [];
  /** Where the window begins in `#sent`. */
  #from = 0;
  readonly #all: Amount = { requests: 0, tokens: 0 };
  readonly #production: Amount = { requests: 0, tokens: 0 };
  /** What production sent at most within a window that ended in each minute. */
  readonly #busiest = new Map<number, Amount>();

  constructor({ requestsPerMinute, tokensPerMinute }: ProviderLimit) {
    this.#limits = {
      requests: requestsPerMinute ?? Number.POSITIVE_INFINITY,
      tokens: tokensPerMinute ?? Number.POSITIVE_INFINITY,
    };
    this.#isLimited = Object.values(this.#limits).some(Number.isFinite);
  }

  /** What may never be exceeded, for one request of a lane; null where it could be sent some time. */
  findNever(lane: Lane, tokens: number): number | null {
    const most = this.#limits.tokens * (lane === "production" ? 1 : 1 - leastKept);
    return tokens > most ? most : null;
  }

  /** The measure in which there is no room; null where the request may be sent. */
  findFull(lane: Lane, tokens: number, now: number): Measure | null {
    this.#forget(now);
    const asked = { requests: 1, tokens };
    const full = (measure: Measure) => {
      const limit = this.#limits[measure];
      if (limit === Number.POSITIVE_INFINITY) return false;
      const kept = lane === "production" ? 0 : this.#findKept(measure);
      return this.#all[measure] + asked[measure] + kept > limit;
    };
    return measures.find(full) ?? null;
  }

  add(lane: Lane, tokens: number, now: number): SentRequest {
    this.#forget(now);
    const sent = { at: now, isProduction: lane === "production", requests: 0, tokens: 0 };
    if (!this.#isLimited) return sent;
    this.#sent.push(sent);
    this.change(sent, { requests: 1, tokens });
    if (sent.isProduction) this.#noteBusiest(now);
    return sent;
  }

  /** What a request was after all. One that left the window counts no more. */
  change(sent: SentRequest, { requests, tokens }: Readonly<Amount>): void {
    const isInside = this.#sent.length > this.#from && sent.at >= (this.#sent[this.#from]?.at ?? 0);
    if (isInside) {
      this.#shift(sent, requests - sent.requests, tokens - sent.tokens);
    }
    sent.requests = requests;
    sent.tokens = tokens;
  }

  /** When there may be more room than now; null where only a shorter request would find it. */
  nextRoomAt(now: number): number | null {
    this.#forget(now);
    const oldest = this.#sent[this.#from];
    const minutes = [...this.#busiest.keys()].map(
      (minute) => (minute + rememberedMinutes) * windowMs,
    );
    const times = [...(oldest === undefined ? [] : [oldest.at + windowMs]), ...minutes];
    const coming = times.filter((time) => time > now);
    return coming.length === 0 ? null : Math.min(...coming);
  }

  /** What is kept for production of what it has not used yet. */
  #findKept(measure: Measure): number {
    const limit = this.#limits[measure];
    const busiest = Math.max(0, ...[...this.#busiest.values()].map((amount) => amount[measure]));
    const kept = Math.floor(Math.min(limit * mostKept, Math.max(limit * leastKept, busiest)));
    return Math.max(0, kept - this.#production[measure]);
  }

  #noteBusiest(now: number): void {
    const minute = Math.floor(now / windowMs);
    const known = this.#busiest.get(minute) ?? { requests: 0, tokens: 0 };
    this.#busiest.set(minute, {
      requests: Math.max(known.requests, this.#production.requests),
      tokens: Math.max(known.tokens, this.#production.tokens),
    });
  }

  #forget(now: number): void {
    for (let sent = this.#sent[this.#from]; sent !== undefined; sent = this.#sent[this.#from]) {
      if (sent.at + windowMs > now) break;
      this.#shift(sent, -sent.requests, -sent.tokens);
      this.#from += 1;
    }
    if (this.#from > 1_000 && this.#from * 2 > this.#sent.length) {
      this.#sent.splice(0, this.#from);
      this.#from = 0;
    }
    const first = Math.floor(now / windowMs) - rememberedMinutes;
    for (const minute of this.#busiest.keys()) if (minute <= first) this.#busiest.delete(minute);
  }

  #shift({ isProduction }: SentRequest, requests: number, tokens: number): void {
    for (const sum of isProduction ? [this.#all, this.#production] : [this.#all]) {
      sum.requests += requests;
      sum.tokens += tokens;
    }
  }
}
