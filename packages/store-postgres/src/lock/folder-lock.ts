import { isPromptrailError, PromptrailError } from "@promptrail/core";
import { findOther } from "./find-other.js";
import { isLocal } from "./is-local.js";
import { heartbeatMs, recentMs } from "./lock-timing.js";
import type { OwnClaim } from "./own-claim.js";

/** A folder that this process has alone, for as long as it can prove it. */
export class FolderLock {
  readonly #claims: readonly OwnClaim[];
  readonly #heartbeat: NodeJS.Timeout;
  readonly #onExit = () => this.#withdraw();
  #lost: PromptrailError | null = null;

  constructor(claims: readonly OwnClaim[]) {
    this.#claims = claims;
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs).unref();
    process.once("exit", this.#onExit);
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  /**
   * To be called before each statement and each commit: what follows at once is this process's right.
   *
   * @throws PromptrailError `store_unavailable`; once the lock is lost, for ever.
   */
  require(): void {
    if (this.#lost !== null) throw this.#lost;
    const reason = this.#findLoss();
    if (reason === null) return;
    this.#lost = lost(reason);
    this.release();
    throw this.#lost;
  }

  /** Lets the next one have the folder. */
  release(): void {
    clearInterval(this.#heartbeat);
    process.removeListener("exit", this.#onExit);
    this.#withdraw();
  }

  #findLoss(): string | null {
    try {
      // It was stopped, or could not write: another may be about to take the folder, or have it.
      const isSilent = this.#claims.some(({ silentMs }) => silentMs >= recentMs);
      if (isSilent && !this.#claims.every(provesAnew)) {
        return `this process did not run for ${recentMs / 1_000} s or more, for example because the machine slept or the process was stopped, so another process may have opened the store`;
      }
      return this.#claims.every((claim) => claim.isThere())
        ? null
        : "its lock was removed, by another process or by hand";
    } catch (error) {
      throw new PromptrailError(
        "store_unavailable",
        "The embedded store cannot be changed: its lock cannot be read. Check that its folder exists and that this user can write to it.",
        {},
        error,
      );
    }
  }

  #beat(): void {
    try {
      // First: a process that was stopped does not show life as if nothing had been.
      this.require();
      for (const claim of this.#claims) claim.showLife();
    } catch {
      // Told to whoever uses the store next.
    }
  }

  #withdraw(): void {
    for (const claim of this.#claims) {
      try {
        claim.withdraw();
      } catch {
        // The folder is gone or read-only: nobody is kept out by what is left in it for long.
      }
    }
  }
}

/**
 * Shows life and looks for others. Whoever comes later sees it; whoever came before is seen, since each puts its
 * claim before it looks. That holds where every process sees at once what another wrote, and so nowhere else.
 */
function provesAnew(claim: OwnClaim): boolean {
  if (!isLocal(claim.folder)) return false;
  claim.showLife();
  return findOther(claim) === undefined;
}

/**
 * Whoever asks a server reads it, so that it holds no path. `lost` tells machines that the store will not
 * come back by itself.
 */
function lost(reason: string): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `This process can no longer use the embedded store: ${reason}. It no longer reads or writes the store, so that it does not overwrite decisions of another process. Restart this process; if another process has the store open, stop that one first, or let this process follow it.`,
    { lost: true },
  );
}

/** True for the refusal of an embedded store that this process has lost for good: it must start again to have one. */
export function isStoreLost(error: unknown): boolean {
  return isPromptrailError(error) && error.data["lost"] === true;
}
