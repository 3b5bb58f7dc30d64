import type { PromptVersion } from "@promptrail/core";
import type { CallLogUseCases } from "./call-log/call-log-use-cases.js";
import type { CallUseCases } from "./calls/call-use-cases.js";
import type { DecisionUseCases } from "./decisions/decision-use-cases.js";
import type { KeyUseCases } from "./keys/key-use-cases.js";
import type { PromptReader } from "./prompt-reader.js";
import type { EvidenceUseCases, StoreUseCases } from "./store/store-use-cases.js";

/**
 * Every use case over a project's prompts. Made by `createPromptrail`. While the store is away, those that ask it
 * throw `store_unavailable`, and this process goes on trying to reach it.
 */
export interface Promptrail<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]>
  extends PromptReader<Prompts>,
    StoreUseCases<Prompts>,
    CallUseCases<Prompts>,
    DecisionUseCases<Prompts> {
  readonly calls: CallLogUseCases;
  readonly evidence: EvidenceUseCases;
  readonly keys: KeyUseCases;
  /** Waits for shadow runs and writes call records that wait. */
  flush(): Promise<void>;
  /** Ends the shadow runs that are under way and writes call records that wait, for seconds at most. */
  close(): Promise<void>;
  /** The same, at the end of the block: `await using promptrail = await createPromptrail(config)`. */
  [Symbol.asyncDispose](): Promise<void>;
}
