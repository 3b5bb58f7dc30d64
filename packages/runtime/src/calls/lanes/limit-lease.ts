import type { ChunkRequest, LimitChunk, SharedLimits } from "@promptrail/core/jobs";
import type { ProviderLimit } from "@promptrail/core/lifecycle";
import { leastKept } from "./sent-window.js";

/** A chunk is at least such a part of the limit: its row is written once for so many calls, not for each. */
const chunkShare = 1 / 20;
/** A store that does not answer is asked again after so long; meanwhile nothing is sent. */
const againMs = 1_000;

interface HeldChunk extends LimitChunk {
  /** On this process's clock, from before it was asked for: the row's own end comes later. */
  usableUntil: number;
  usedRequests: number;
  usedTokens: number;
  /** Whether the row knows what was used. */
  isTold: boolean;
}

/** What one request takes of a chunk. */
export interface LeasedUse {
  /** What it was after all: tokens that were used, or nothing at all. */
  change(amount: { readonly requests: number; readonly tokens: number }): void;
}

interface LimitLeaseSettings {
  readonly provider: string;
  readonly limit: ProviderLimit;
  readonly take: SharedLimits["take"];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** There may be room now. */
  readonly onRoom: () => void;
  readonly onProblem: (error: unknown) => void;
}

/**
 * What this process has of a limit that it shares with others. A fifth of the limit is left to production, which
 * these processes do not serve.
 */
export class LimitLease {
  readonly #settings: LimitLeaseSettings;
  readonly #limit: ChunkRequest["limit"];
  /** The newest last; earlier ones until the row knows what was used of them. */
  #chunks: HeldChunk[] = [];
  #isAsking = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(settings: LimitLeaseSettings) {
    this.#settings = settings;
    const share = (measure: number | undefined) =>
      measure === undefined ? null : Math.max(1, Math.floor(measure * (1 - leastKept)));
    const { requestsPerMinute, tokensPerMinute } = settings.limit;
    this.#limit = { requests: share(requestsPerMinute), tokens: share(tokensPerMinute) };
  }

  /** The measure that this process has too little of now, and asks for; null where the request may be sent. */
  findShort(tokens: number): "requests" | "tokens" | null {
    const chunk = this.#current();
    const left = {
      requests: chunk === undefined ? 0 : chunk.requests - chunk.usedRequests,
      tokens: chunk === undefined ? 0 : chunk.tokens - chunk.usedTokens,
    };
    if (this.#limit.requests !== null && left.requests < 1) return this.#ask(tokens, "requests");
    if (this.#limit.tokens !== null && left.tokens < tokens) return this.#ask(tokens, "tokens");
    return null;
  }

  add(tokens: number): LeasedUse {
    const chunk = this.#current();
    if (chunk === undefined) return { change: () => {} };
    const used = { requests: 0, tokens: 0 };
    const change: LeasedUse["change"] = (amount) => {
      chunk.usedRequests += amount.requests - used.requests;
      chunk.usedTokens += amount.tokens - used.tokens;
      chunk.isTold = false;
      Object.assign(used, amount);
      if (!this.#chunks.includes(chunk)) this.#chunks.unshift(chunk);
    };
    change({ requests: 1, tokens });
    return { change };
  }

  #current(): HeldChunk | undefined {
    const last = this.#chunks.at(-1);
    return last !== undefined && last.usableUntil > this.#settings.now() ? last : undefined;
  }

  #ask<Measure>(tokens: number, measure: Measure): Measure {
    if (!this.#isAsking && this.#timer === undefined) {
      this.#isAsking = true;
      void this.#take(tokens)
        .catch((error: unknown) => {
          this.#settings.onProblem(error);
          return againMs;
        })
        .then((waitMs) => {
          this.#isAsking = false;
          if (waitMs === 0) this.#settings.onRoom();
          else this.#waitFor(waitMs);
        });
    }
    return measure;
  }

  #waitFor(waitMs: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#settings.onRoom();
    }, waitMs);
    this.#timer.unref();
  }

  /** Milliseconds after which there may be more; 0 where there is a chunk. */
  async #take(tokens: number): Promise<number> {
    const { provider, take, now } = this.#settings;
    const { requests: most, tokens: mostTokens } = this.#limit;
    const told = this.#chunks.filter(({ isTold }) => !isTold);
    const askedAt = now();
    // What the row is told must stay true while it is on its way: nothing more is taken of these.
    for (const each of this.#chunks) each.usableUntil = Math.min(each.usableUntil, askedAt);
    const { chunk, usableMs, retryMs } = await take({
      provider,
      limit: this.#limit,
      least: { requests: 1, tokens: mostTokens === null ? 0 : tokens },
      wanted: {
        requests: Math.ceil((most ?? 0) * chunkShare) || 1,
        tokens: mostTokens === null ? 0 : Math.max(tokens, Math.ceil(mostTokens * chunkShare)),
      },
      returned: told.map(({ id, usedRequests, usedTokens }) => ({
        id,
        requests: usedRequests,
        tokens: usedTokens,
      })),
    });
    for (const each of told) each.isTold = true;
    this.#chunks = this.#chunks.filter(({ isTold }) => !isTold);
    if (chunk === null) return Math.max(1, Math.min(retryMs, askAgainMs));
    const usableUntil = askedAt + usableMs;
    this.#chunks.push({ ...chunk, usableUntil, usedRequests: 0, usedTokens: 0, isTold: false });
    return 0;
  }
}

/** Others give back what they did not use: it is looked for before the time at which some must be there. */
const askAgainMs = 2_000;
