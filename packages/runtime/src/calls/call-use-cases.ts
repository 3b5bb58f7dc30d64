import type {
  CallResult,
  CallStreamEvent,
  ContextOf,
  DataOf,
  FamilyOf,
  JsonValue,
  Message,
  Outcome,
  PromptVersion,
} from "@promptrail/core";
import type {
  NamedFamily,
  NamedVersion,
  RunDataOf,
  ToolInputsOf,
} from "@promptrail/core/lifecycle";
import type { ServableVersion } from "../catalog/servable-version.js";
import type { Resolution } from "../state/resolver.js";
import type { CallOptions, EvaluateOptions } from "./plan/call-options.js";
import type { RunToolsOptions } from "./tools/run-options.js";
import type { RunResult } from "./tools/run-result.js";
import type { ToolFunctions } from "./tools/tool-function.js";

export interface RenderedPrompt {
  readonly version: ServableVersion;
  readonly messages: readonly Message[];
}

/** Every use case that runs a prompt, or finds what would run. */
export interface CallUseCases<Prompts extends readonly PromptVersion[] = readonly PromptVersion[]> {
  /**
   * Runs what is live. The context holds what every version that may be live needs, so that neither a
   * promotion nor a rollback refuses it; a pinned version takes its own. An outcome that is no success, where the
   * caller accepts it, comes without data.
   *
   * Throws PromptrailError before anything is sent; ProviderError; OutcomeError for an answer that is no success.
   */
  call<
    Family extends FamilyOf<Prompts>,
    const Pinned extends number = number,
    const Accepted extends readonly Outcome[] = readonly [],
  >(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: CallOptions<NamedVersion<Prompts, Family, Pinned>, Accepted>,
  ): Promise<
    CallResult<DataOf<Prompts, Family, Pinned> | (Accepted extends readonly [] ? never : null)>
  >;
  /** Ends with one `finish`, which tells the outcome; without data unless it is a success. */
  stream<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: CallOptions<NamedVersion<Prompts, Family, Pinned>>,
  ): AsyncIterable<CallStreamEvent<DataOf<Prompts, Family, Pinned> | null>>;
  /**
   * The text of the answer as it comes, for a page that shows it. Throws OutcomeError at its end where the answer is no success,
   * and its outcome is not accepted: what was shown is then cut, or is no answer.
   */
  textStream<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: CallOptions<NamedVersion<Prompts, Family, Pinned>>,
  ): AsyncIterable<string>;
  /**
   * Runs a version whose tools are functions of the caller: the model is called until it answers without calling a tool, each
   * time with what the functions returned. Every step runs on the version of the first one, is a call with a record of its own,
   * and is within the run's time, steps and budget.
   *
   * Throws what `call` throws before anything is sent, and RunError, which holds what the run has done, once something was.
   */
  runTools<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options: RunToolsOptions<
      NamedVersion<Prompts, Family, Pinned>,
      ToolFunctions<ToolInputsOf<Prompts, Family, Pinned>>
    >,
  ): Promise<RunResult<RunDataOf<Prompts, Family, Pinned>>>;
  /** What would be sent; sends nothing. For use with any SDK. */
  render<Family extends FamilyOf<Prompts>, const Pinned extends number = number>(
    family: Family,
    context: ContextOf<Prompts, Family, Pinned>,
    options?: Pick<CallOptions<NamedVersion<Prompts, Family, Pinned>>, "signal" | "version">,
  ): Promise<RenderedPrompt>;
  /**
   * Runs a version for an eval: any outcome is returned, its data in JSON form, and the call is no
   * production call. What fails for a while (a vendor that is busy, a connection that was lost) is sent again, as
   * late as the vendor asks for: at most 3 times and for 2 minutes. `timeoutMs` is each attempt's own.
   */
  evaluate(
    family: string,
    version: number,
    context: unknown,
    options?: EvaluateOptions,
  ): Promise<CallResult<JsonValue>>;
  /**
   * About the most that `evaluate` costs for an answer, in US dollars: its input as estimated, and the longest answer that
   * `maxTokens` allows. Null where the model's prices are unknown. Sends nothing; throws what `evaluate` throws before it sends.
   */
  estimateCost(
    family: string,
    version: number,
    context: unknown,
    options?: EvaluateOptions,
  ): Promise<number | null>;
  /** What a family serves now. No I/O. */
  resolve<Family extends string, Pinned extends number = number>(
    family: NamedFamily<Prompts, Family>,
    version?: NamedVersion<Prompts, Family, Pinned>,
  ): Resolution;
  /** Ends the shadow runs that are under way; each is counted as cut. */
  abortShadows(): void;
}
