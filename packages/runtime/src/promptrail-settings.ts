import type { CallLog, FollowedSource, ProcessReport } from "@promptrail/core";

/** How a process runs, beside what its config says. */
export interface PromptrailSettings {
  /** Follows a server instead of opening a store: `followServer(…)` of `@promptrail/client`. */
  readonly statusSource?: FollowedSource;
  /** Where a process that follows a server keeps its call records; default: in memory. */
  readonly calls?: CallLog;
  /** Told of what goes wrong in the background; default: a line on standard error. */
  readonly onProblem?: (error: unknown) => void;
  readonly now?: () => Date;
  /** What the fleet calls this process. Default: host and process number, as a `runtime`, or a `follower` of a server. */
  readonly process?: { readonly name?: string; readonly role?: ProcessReport["role"] };
  /** Whether it declares its build when it starts; false for a process that will `deploy`. Default: true. */
  readonly declares?: boolean;
  /** How long creation waits for the store or the server, in milliseconds. Default: 2,000; 30,000 for a store in local files. */
  readonly bootDeadlineMs?: number;
}
