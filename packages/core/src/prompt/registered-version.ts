import type { DescribedInput } from "./describe-input.js";
import type { PromptContent } from "./prompt-content.js";
import type { Status } from "./status.js";

/** A version as the store keeps it: its whole body, so that any process can serve it. */
export interface RegisteredVersion {
  readonly family: string;
  readonly version: number;
  readonly contentHash: string;
  readonly content: PromptContent;
  readonly changelog: string | null;
  /**
   * What its input schema says of contexts: null without one, absent where the build that registered it
   * did not tell. The hash does not cover it.
   */
  readonly input?: DescribedInput | null;
}

export interface VersionRegistration extends RegisteredVersion {
  /** The declared status: a draft that was never active may be replaced in `development`. */
  readonly status: Status;
}
