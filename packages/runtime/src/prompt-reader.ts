import type { PromptVersion, Suite } from "@promptrail/core";
import type { HeadroomReport, NamedFamily, Registry } from "@promptrail/core/lifecycle";
import type { CallReader } from "./call-log/call-log-use-cases.js";
import type { CallUseCases } from "./calls/call-use-cases.js";
import type { EnvironmentStatus } from "./reports/family-status.js";
import type {
  ShadowPair,
  ShadowPairsFilter,
  ShadowPairsPage,
} from "./reports/read-shadow-pairs.js";
import type { StoreReader } from "./store/store-use-cases.js";

/**
 * What can be asked of a project by one who only looks: it runs no prompt, and changes neither what is live nor
 * what is kept. Each `Promptrail` is one.
 */
export interface PromptReader<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]>
  extends StoreReader<Prompts>,
    Pick<CallUseCases<Prompts>, "resolve"> {
  readonly registry: Registry;
  readonly suites: ReadonlyMap<string, Suite>;
  /** False where this process follows a server: what asks the store then throws `not_supported`. */
  readonly hasStore: boolean;
  /** What this process has applied, and what it makes of that. No I/O. */
  status(): EnvironmentStatus;
  /** Calls `onApplied` after each state that this process applies, until the returned function is called. */
  watch(onApplied: (revision: number) => void): () => void;
  readonly calls: CallReader;
  /** The newest production calls whose shadow run is recorded as well; 20 by default. */
  shadowPairs<Family extends string>(query: {
    readonly family: NamedFamily<Prompts, Family>;
    readonly limit?: number | undefined;
  }): Promise<readonly ShadowPair[]>;
  /** The same page by page, with what is missing: 20 shadow runs by default. */
  shadowPairsPage<Family extends string>(
    query: ShadowPairsFilter & {
      readonly family: NamedFamily<Prompts, Family>;
      readonly limit?: number | undefined;
    },
  ): Promise<ShadowPairsPage>;
  /** How full the context windows of a family's production calls got in 28 days, and when they are full if that goes on. */
  headroom<Family extends string>(query: {
    readonly family: NamedFamily<Prompts, Family>;
  }): Promise<HeadroomReport>;
}
