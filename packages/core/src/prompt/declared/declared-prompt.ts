import type { PromptVersion } from "../prompt-version.js";
import type { Status } from "../status.js";

/**
 * A version as its `definePrompt` call says it: its number and status, which tell whether a call may run it, and the
 * types of the context that it takes and of the data that it gives.
 */
export interface DeclaredPrompt<
  Family extends string,
  Version extends number,
  Declared extends Status,
  Context,
  Data,
  Inputs = unknown,
  Answer = unknown,
> extends PromptVersion<Family, Context> {
  readonly version: Version;
  readonly status: Declared;
  /** Carries the data's type; absent at run time. */
  readonly "~data"?: Data;
  /** Carries the types of its tools' inputs, by the tools' names; absent at run time. */
  readonly "~inputs"?: Inputs;
  /** Carries the type of the data with which a run of its tools ends; absent at run time. */
  readonly "~answer"?: Answer;
}

/** The type of a setting as it is given; all that it may be where it is not. */
export type SettingOf<Settings, Name extends string, Any = unknown> = Settings extends {
  readonly [Given in Name]?: infer Value extends Any;
}
  ? Value
  : Any;
