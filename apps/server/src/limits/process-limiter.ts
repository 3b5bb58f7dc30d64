import type { ApiKey } from "@promptrail/core/lifecycle";
import type { StoreUseCases } from "@promptrail/runtime";
import { RequestError } from "../problems/request-error.js";

/** Of one key, in the store. */
export const mostProcesses = 1_000;
/** A process reports every 5 s: one that missed three is gone, and gives its place to another. */
export const aliveMs = 15_000;
/** What the store forgets by itself. */
const keptMs = 24 * 3_600_000;
/** Servers beside this one take reports, too: what they took is known after so long. */
const freshMs = 5_000;

/** The fleet as the store has it. */
type Fleet = Pick<StoreUseCases, "fleet" | "removeProcess">;

/**
 * Holds each key to a number of processes: each one is a row, is shown to people, and is waited for by
 * decisions. A process that is known costs nothing; a new one is counted with those of the store. The ids
 * are the store's: `<key>.<process>`.
 */
export class ProcessLimiter {
  readonly #most: number;
  readonly #now: () => number;
  /** When each was heard of; who was heard of last stands last. */
  #known = new Map<string, number>();
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(most: number = mostProcesses, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#now = now;
  }

  /** @throws RequestError 429 where the key has no place left. */
  async admit(key: ApiKey, processId: string, fleet: Fleet): Promise<void> {
    if (!this.#known.has(processId)) {
      if (this.#now() - this.#readAt >= freshMs) await this.#read(fleet);
      await this.#makeRoom(key, processId, fleet);
    }
    this.#known.delete(processId);
    this.#known.set(processId, this.#now());
  }

  /** The process has ended: its place is free. */
  forget(processId: string): void {
    this.#known.delete(processId);
  }

  async #makeRoom(key: ApiKey, processId: string, fleet: Fleet): Promise<void> {
    const others = [...this.#known].filter(([id]) => id.startsWith(`${key.id}.`));
    const [oldest] = others;
    if (this.#known.has(processId) || oldest === undefined || others.length < this.#most) return;
    const [id, heardAt] = oldest;
    if (heardAt > this.#now() - aliveMs) throw tooMany(key, this.#most);
    this.#known.delete(id);
    await fleet.removeProcess(id);
  }

  /** Who is alive is told by the store's own clock, which may differ from ours. */
  async #read({ fleet }: Fleet): Promise<void> {
    this.#readAt = this.#now();
    const [kept, living] = await Promise.all([
      fleet({ withinMs: keptMs }),
      fleet({ withinMs: aliveMs }),
    ]);
    const alive = new Set(living.map(({ processId }) => processId));
    const now = this.#now();
    const heard = new Map(
      kept
        .toSorted((one, other) => one.reportedAt.getTime() - other.reportedAt.getTime())
        .map(({ processId }) => [processId, alive.has(processId) ? now : now - aliveMs]),
    );
    for (const [id, heardAt] of this.#known) {
      if (heardAt > now - aliveMs) heard.set(id, heardAt);
    }
    this.#known = new Map([...heard].sort(([, one], [, other]) => one - other));
  }
}

function tooMany({ name }: ApiKey, most: number): RequestError {
  return new RequestError(
    `The key "${name}" has ${most} processes that report already. Give others a key of their own.`,
    { status: 429, headers: { "retry-after": String(aliveMs / 1_000) } },
  );
}
