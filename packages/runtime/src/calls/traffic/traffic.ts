import { type Lane, PromptrailError, ProviderError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { findFailureKind, RetryBucket } from "@promptrail/core/provider-kit";
import { type OnceTeller, tellOnce } from "../../problems/tell-once.js";
import type { Route } from "../plan/route.js";
import { type Admission, Breaker, type CallEnd, windowMs } from "./breaker.js";

/** What this process knows of one model of one provider: its breaker, and what may be spent on retries. */
export interface RouteTraffic {
  readonly bucket: RetryBucket;
  readonly breaker: Breaker;
  /** Tells a refusal that lasts, once until the model answers again. */
  readonly refusal: OnceTeller;
}

/** Failures that are the vendor's: what was wrong with a request says nothing of the model. */
const vendorFailures: ReadonlySet<unknown> = new Set([
  "overloaded",
  "server_error",
  "timeout",
  "network",
]);

/** Failures that last until somebody mends a key, a bill or a name. */
const lastingFailures: ReadonlySet<unknown> = new Set(["quota", "auth", "not_found"]);

/** The traffic of this process to each model. */
export class Traffic {
  readonly #routes = new Map<string, RouteTraffic>();
  readonly #onProblem: (error: unknown) => void;

  constructor(onProblem: (error: unknown) => void) {
    this.#onProblem = onProblem;
  }

  of(route: Route): RouteTraffic {
    const name = nameOf(route);
    const known = this.#routes.get(name);
    if (known !== undefined) return known;
    const traffic = {
      bucket: new RetryBucket(),
      breaker: new Breaker(),
      refusal: tellOnce(this.#onProblem),
    };
    this.#routes.set(name, traffic);
    return traffic;
  }

  /** Evals ask what they are to judge, however ill it is, and say nothing of production. */
  admit(route: Route, lane: Lane, now: number): Admission {
    return lane === "eval" ? "unseen" : this.of(route).breaker.admit(now);
  }

  /** Counts the end of what was admitted. */
  note(route: Route, admitted: Admission, end: CallEnd, now: number): void {
    if (typeof admitted === "number" || admitted === "unseen") return;
    const { bucket, breaker, refusal } = this.of(route);
    if (end === "answered") {
      bucket.fill();
      refusal.clear();
    }
    if (breaker.note(admitted, end, now)) this.#onProblem(paused(route, breaker));
  }

  /** A call goes on to a fallback: told once, where the vendor will answer none before somebody mends something. */
  leave(family: string, route: Route, next: Route, error: unknown): void {
    if (!lastingFailures.has(findFailureKind(error))) return;
    this.of(route).refusal.tell(left(family, route, next, error));
  }
}

/** What a failed request says of its model. */
export function toCallEnd(error: unknown): CallEnd {
  return vendorFailures.has(findFailureKind(error)) ? "failed" : null;
}

function nameOf({ provider, request }: Route): string {
  return `${provider.id}/${request.model}`;
}

function paused(route: Route, { counts }: Breaker): PromptrailError {
  const { provider, request } = route;
  const { failed, ended } = counts;
  return new PromptrailError(
    "unavailable",
    `${failed} of the last ${ended} calls of ${nameOf(route)} failed within ${windowMs / 1_000} s, so this process sends no more to it, but one call now and then to see whether it is back. Calls go to the fallbacks that their versions declare, and the others fail at once. Look at the vendor's status page.`,
    { provider: provider.id, model: request.model, failed, ended },
  );
}

/** What a call fails with whose model is not asked. */
export function pausedRoute({ provider, request }: Route, waitMs: number): ProviderError {
  return new ProviderError({
    kind: "overloaded",
    provider: provider.id,
    retryAfterMs: Math.ceil(waitMs),
    reason: `nothing was sent: most of the last calls of ${request.model} failed, and it is tried again in about ${Math.ceil(waitMs / 1_000)} s. Declare a fallback in the version, or call again later.`,
  });
}

function left(family: string, route: Route, next: Route, cause: unknown): PromptrailError {
  const [from, to] = [nameOf(route), nameOf(next)];
  return new PromptrailError(
    "unavailable",
    `Calls of family "${family}" go to its fallback ${to}, since ${from} refuses them: ${toErrorText(cause).replace(/\.$/, "")}. Mend that: it does not end by itself.`,
    { family, from, to },
    cause,
  );
}
