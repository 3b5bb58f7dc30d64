import type { Lane } from "@promptrail/core";
import type { SharedLimits } from "@promptrail/core/jobs";
import type { ProviderLimit } from "@promptrail/core/lifecycle";
import { lanes } from "@promptrail/core/portable";
import { type RateLimits, toTimerDelay } from "@promptrail/core/provider-kit";
import { leftLane, neverFits, type WaitReason, waitedInVain } from "./lane-errors.js";
import { LimitLease } from "./limit-lease.js";
import { type SentRequest, SentWindow } from "./sent-window.js";
import { VendorGrants } from "./vendor-grants.js";

/** A lane and those before it. */
function upTo(lane: Lane): readonly Lane[] {
  return lanes.slice(0, lanes.indexOf(lane) + 1);
}

/** A request that wants to be sent. Times are milliseconds since 1970. */
export interface LaneRequest {
  readonly lane: Lane;
  readonly model: string;
  /** What it may use, input and answer. */
  readonly tokens: number;
  /** It waits no longer than until then. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
}

/** The turn of one request. */
export interface LaneTurn {
  /** Tokens that were used; null where nobody said. */
  used(tokens: number | null): void;
  /** It was not sent after all. */
  giveBack(): void;
}

interface Waiting {
  readonly request: LaneRequest;
  readonly start: (turn: LaneTurn) => void;
}

/** Where a limit that others share is taken from, and who is told where that fails. */
export interface LimitShare {
  readonly take: SharedLimits["take"];
  readonly onProblem: (error: unknown) => void;
}

/** What this process sends to one provider, in the order of the lanes and within its limit. */
export class LaneGate {
  readonly #provider: string;
  readonly #limit: ProviderLimit;
  readonly #window: SentWindow;
  readonly #lease: LimitLease | null;
  readonly #grants = new VendorGrants();
  readonly #now: () => number;
  readonly #waiting: Record<Lane, Set<Waiting>> = {
    production: new Set(),
    shadow: new Set(),
    eval: new Set(),
    monitor: new Set(),
  };
  #timer: NodeJS.Timeout | undefined;

  /** @param share the limit is one for all that share it. Default: this process has it alone. */
  constructor(provider: string, limit: ProviderLimit, now: () => number, share?: LimitShare) {
    this.#provider = provider;
    this.#limit = limit;
    this.#window = new SentWindow(limit);
    this.#now = now;
    const onRoom = () => this.#pump();
    this.#lease =
      share === undefined ? null : new LimitLease({ ...share, provider, limit, now, onRoom });
  }

  /** The request's turn, at once where there is room and nobody is before it. Rejects with ProviderError. */
  enter(request: LaneRequest): LaneTurn | Promise<LaneTurn> {
    const { lane, tokens } = request;
    const never = this.#window.findNever(lane, tokens);
    if (never !== null) throw neverFits(this.#named(request), tokens, never);
    const isFirst = upTo(lane).every((each) => this.#waiting[each].size === 0);
    if (isFirst && this.#findReason(request) === null) return this.#start(request);
    return this.#wait(request);
  }

  /** What a reply's headers say. */
  note(model: string, limits: RateLimits | null | undefined): void {
    this.#grants.note(model, limits, this.#now());
    this.#pump();
  }

  #named({ lane, model }: LaneRequest) {
    return { provider: this.#provider, lane, model };
  }

  /** Why a request cannot be sent now; null where it can. */
  #findReason({ lane, model, tokens }: LaneRequest): WaitReason | null {
    const now = this.#now();
    if (lane !== "production" && this.#grants.scarceUntil(model, now) !== null) {
      return { by: "vendor" };
    }
    const full = this.#window.findFull(lane, tokens, now);
    const short = full === null ? (this.#lease?.findShort(tokens) ?? null) : null;
    const by = full ?? short;
    if (by === null) return null;
    const { requestsPerMinute = 0, tokensPerMinute = 0 } = this.#limit;
    const limit = by === "requests" ? requestsPerMinute : tokensPerMinute;
    return { by, limit, isShared: short !== null };
  }

  #start({ lane, tokens }: LaneRequest): LaneTurn {
    const sent = this.#window.add(lane, tokens, this.#now());
    const leased = this.#lease?.add(tokens);
    const change = (amount: Pick<SentRequest, "requests" | "tokens">) => {
      this.#window.change(sent, amount);
      leased?.change(amount);
      this.#pump();
    };
    return {
      used: (used) => {
        if (used !== null) change({ requests: 1, tokens: used });
      },
      giveBack: () => change({ requests: 0, tokens: 0 }),
    };
  }

  #wait(request: LaneRequest): Promise<LaneTurn> {
    const { signal, endsAt } = request;
    const lane = this.#waiting[request.lane];
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", cancel);
        lane.delete(waiting);
      };
      const fail = (error: Error) => {
        reject(error);
        leave();
        this.#pump();
      };
      const end = () => fail(this.#waitedInVain(request));
      const cancel = () => fail(leftLane(this.#named(request)));
      const start = (turn: LaneTurn) => {
        resolve(turn);
        leave();
      };
      const waiting: Waiting = { request, start };
      const timer = setTimeout(end, toTimerDelay(endsAt - this.#now()));
      signal.addEventListener("abort", cancel);
      lane.add(waiting);
      if (signal.aborted) cancel();
      else this.#pump();
    });
  }

  /** Names what it waited for, or what those before it wait for. */
  #waitedInVain(request: LaneRequest): Error {
    const before = upTo(request.lane).flatMap((lane) =>
      [...this.#waiting[lane]].map((waiting) => waiting.request),
    );
    const reasons = [request, ...before].map((each) => this.#findReason(each));
    const reason = reasons.find((each) => each !== null) ?? { by: "vendor" };
    const roomAt = this.#nextRoomAt();
    return waitedInVain(this.#named(request), reason, roomAt && roomAt - this.#now());
  }

  /** Sends what may be sent now. Whom the limit holds back holds back all behind it: its room is not for them. */
  #pump(): void {
    lanes.some((lane) => this.#sendFrom(lane));
    this.#watch();
  }

  /** True where the limit holds one of the lane back. */
  #sendFrom(lane: Lane): boolean {
    for (const { request, start } of this.#waiting[lane]) {
      const reason = this.#findReason(request);
      // It waits for its model alone.
      if (reason?.by === "vendor") continue;
      if (reason !== null) return true;
      start(this.#start(request));
    }
    return false;
  }

  /** Looks again as soon as there may be room. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const roomAt = this.#nextRoomAt();
    if (roomAt === null) return;
    this.#timer = setTimeout(() => this.#pump(), toTimerDelay(roomAt - this.#now()));
  }

  /** Null where nobody waits, or for something that no time brings. */
  #nextRoomAt(): number | null {
    if (lanes.every((lane) => this.#waiting[lane].size === 0)) return null;
    const waiting = lanes.flatMap((lane) => [...this.#waiting[lane]]);
    const now = this.#now();
    const granted = waiting.map(({ request }) => this.#grants.scarceUntil(request.model, now));
    const times = [this.#window.nextRoomAt(now), ...granted].filter((time) => time !== null);
    return times.length === 0 ? null : Math.min(...times);
  }
}
