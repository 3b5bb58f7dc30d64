import type { Lane, Provider } from "@promptrail/core";
import type { RateLimits } from "@promptrail/core/provider-kit";
import type { ProviderLimits } from "../../project/require-limits.js";
import type { Route } from "../plan/route.js";
import { estimateTokens } from "./estimate-tokens.js";
import { LaneGate, type LaneTurn, type LimitShare } from "./lane-gate.js";

interface Asked {
  readonly lane: Lane;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
}

/** Whose turn it is with each provider: production first, then shadow runs, evals and monitors, under one limit. */
export class ProviderLanes {
  readonly #gates = new Map<string, LaneGate>();
  readonly #limits: ProviderLimits;
  readonly #share: LimitShare | undefined;
  readonly #now: () => number;

  /** @param share the limits are those of all that share them. Default: of this process alone. */
  constructor(limits: ProviderLimits, now: () => Date, share?: LimitShare) {
    this.#limits = limits;
    this.#share = share;
    this.#now = () => now().getTime();
  }

  /**
   * A request's turn; null where nothing is limited. Throws, or rejects with, ProviderError: `rate_limited` where its time ends
   * before, `quota` where it would never come, `cancelled`.
   */
  enter({ provider, request }: Route, asked: Asked): LaneTurn | Promise<LaneTurn> | null {
    const isLimited = this.#limits[provider.id] !== undefined;
    if (!isLimited && asked.lane === "production") return null;
    const { model } = request;
    const tokens = isLimited ? estimateTokens(request) : 0;
    return this.#gateOf(provider).enter({ ...asked, model, tokens });
  }

  /** What a reply, good or bad, says of the vendor's limits. */
  note({ provider, request }: Route, reply: unknown): void {
    const rateLimits = findRateLimits(reply);
    if (rateLimits !== null) this.#gateOf(provider).note(request.model, rateLimits);
  }

  #gateOf({ id }: Provider): LaneGate {
    const known = this.#gates.get(id);
    if (known !== undefined) return known;
    const limit = this.#limits[id];
    const gate = new LaneGate(id, limit ?? {}, this.#now, limit && this.#share);
    this.#gates.set(id, gate);
    return gate;
  }
}

function findRateLimits(reply: unknown): RateLimits | null {
  if (typeof reply !== "object" || reply === null || !("rateLimits" in reply)) return null;
  return (reply.rateLimits as RateLimits | null | undefined) ?? null;
}
