import type { PromptVersion, Suite } from "@promptrail/core";
import type { OpenStore, Registry } from "@promptrail/core/lifecycle";
import type { CallUseCases } from "./calls/call-use-cases.js";
import type { DecisionUseCases } from "./decisions/decision-use-cases.js";
import type { EnvironmentStatus } from "./reports/family-status.js";
import type { ShadowPair } from "./reports/read-shadow-pairs.js";

/** Every use case over a project's prompts. Made by `createPromptrail`. */
export interface Promptrail<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]>
  extends CallUseCases<Prompts>,
    DecisionUseCases {
  readonly environment: string;
  readonly registry: Registry;
  readonly suites: ReadonlyMap<string, Suite>;
  /**
   * The store; null where this process follows a server. While it is away, its methods throw
   * `store_unavailable`, and this process goes on trying to reach it.
   */
  readonly store: OpenStore | null;

  status(): EnvironmentStatus;
  /** Calls `onApplied` after each state that this process applies, until the returned function is called. */
  watch(onApplied: (revision: number) => void): () => void;
  shadowPairs(query: {
    readonly family: string;
    readonly limit?: number;
  }): Promise<readonly ShadowPair[]>;

  /** Waits for shadow runs and writes call records that wait. */
  flush(): Promise<void>;
  /** Ends the shadow runs that are under way and writes call records that wait, for seconds at most. */
  close(): Promise<void>;
}
