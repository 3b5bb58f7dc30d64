import type { FollowedSource, ProcessReport, ProviderLimit } from "@promptrail/core/lifecycle";

/** How a process runs, beside what its config says. */
export interface PromptrailSettings {
  /** Follows a server instead of opening a store: `followServer(…)` of `@promptrail/client`. */
  readonly statusSource?: FollowedSource;
  /** Comes before the config's environment and `PROMPTRAIL_ENV`. */
  readonly environment?: string;
  /** What this process may send to each provider: for each that it names, instead of the config's `limits`. */
  readonly limits?: Readonly<Record<string, ProviderLimit>>;
  /**
   * Whether the limits are those of all processes that say so together, in its store's environment, in the place of this
   * process alone. For workers. Default: false.
   */
  readonly sharesLimits?: boolean;
  /** Told of what goes wrong in the background; default: a line on standard error. */
  readonly onProblem?: (error: unknown) => void;
  /** The clock, for tests. Default: the system's. */
  readonly now?: (() => Date) | undefined;
  /** What the fleet calls this process. Default: host and process number, as a `runtime`, or a `follower` of a server. */
  readonly process?: { readonly name?: string; readonly role?: ProcessReport["role"] };
  /**
   * Whether it tells the fleet what it serves. False for a process that serves no calls of others and is gone in
   * a moment, so that nobody waits for it. Default: true.
   */
  readonly reports?: boolean;
  /**
   * Whether it declares its build when it starts. False for one that looks or decides: it registers
   * nothing, and runs a version as it is registered where that differs from the build's. Default: true.
   */
  readonly declares?: boolean;
  /**
   * Whether the store and its environment are made where they are missing. Default: what `declares` says;
   * true without declaring is for a process that will `deploy`.
   */
  readonly creates?: boolean;
  /**
   * Whether it starts while the store is away, on what it knew last, and joins later. False for a process that
   * is nothing without its store: creation then throws `store_unavailable`. Default: true.
   */
  readonly startsWithoutStore?: boolean;
  /**
   * Whether it keeps what is live in the last-known-good file. False for a process that is gone in a moment:
   * it reads the file that another one keeps, and writes none. Default: true.
   */
  readonly keepsState?: boolean;
  /**
   * Whether a call log in this process's own memory keeps its newest calls. False for a process that nobody asks for
   * them, such as one that runs an eval and ends. Default: true.
   */
  readonly keepsCalls?: boolean;
  /** How long creation waits for the store or the server, in milliseconds. Default: 2,000; 30,000 for a store in local files. */
  readonly bootDeadlineMs?: number;
}
