import type { CallLogging } from "../call-log/call-logging.js";
import type { AroundCall } from "../calls/around-call.js";
import type { Suite } from "../evals/suite.js";
import type { CallLogStore } from "../ports/call-log-store.js";
import type { CallObserver } from "../ports/call-observer.js";
import type { CallSpool } from "../ports/calls/call-spool.js";
import type { EmbeddingProvider } from "../ports/embedding-provider.js";
import type { Provider } from "../ports/provider.js";
import type { Renderer } from "../ports/renderer.js";
import type { Store } from "../ports/store.js";
import type { PromptVersion } from "../prompt/prompt-version.js";
import type { TemplateFilter } from "../template/template-filter.js";
import type { TemplateFunction } from "../template/template-function.js";
import type { LoggingSettings } from "./logging-settings.js";
import type { ProviderLimit } from "./provider-limit.js";
import type { ShadowBudget } from "./shadow-budget.js";

/**
 * What becomes of a call that may not fit its model's context window: `warn`, it is sent and its result says so; `refuse`,
 * it is not sent, nor where nobody can tell; `off`, nobody looks.
 */
export type WindowPolicy = "warn" | "refuse" | "off";

/** What a config says of one family. */
export interface FamilySettings {
  /** `none`: promotions of this family need no evidence. */
  readonly gate?: "none" | undefined;
  /**
   * What calls do while neither the store nor its last-known-good file tells what is live: `serve` what
   * the code declares (the default), or `refuse`, where a version that was rolled back must not return.
   */
  readonly withoutState?: "serve" | "refuse" | undefined;
  /** The config's `strictSettings`, for this family alone. */
  readonly strictSettings?: boolean | undefined;
  /** How its calls are logged. Default: the config's own `logging`. */
  readonly logging?: CallLogging | undefined;
  /** What its shadow runs may take in each process, beside the config's own `shadowBudget`. Default: no bound. */
  readonly shadowBudget?: ShadowBudget | undefined;
  /** What becomes of a call that may not fit its model's context window. Default: the config's own `contextWindow`. */
  readonly contextWindow?: WindowPolicy | undefined;
}

/** What `promptrail.config.ts` exports. Values only, so that a project pulls in just what it names. */
export interface PromptrailConfig<
  Prompts extends readonly PromptVersion[] = readonly PromptVersion[],
> {
  /** Every version that this build declares, made by `definePrompt`. Their order does not matter. */
  readonly prompts: Prompts;
  /** The vendors that prompts name by `id`, such as `claude()`. Keys are read when one is first called. */
  readonly providers: readonly Provider[];
  /** The vendors that turn texts into vectors for evals, such as `openaiEmbeddings()`. Default: none. */
  readonly embeddings?: readonly EmbeddingProvider[] | undefined;
  /** Where live state, evidence and calls are kept: `embedded()`, `postgres(url)`, `memory()`. Default: in memory. */
  readonly store?: Store | undefined;
  /** Where the records of calls go. Default: the store; in memory where a server is followed. */
  readonly callLog?: CallLogStore | undefined;
  /** How calls are logged, where a family does not say, and what is taken out of all of them. */
  readonly logging?: LoggingSettings | undefined;
  /** Where records wait for the call log, on this machine's disk: `spool()`. Default: in memory; `serve` has one. */
  readonly spool?: CallSpool | undefined;
  /** What the shadow runs of all families together may take in each process. Default: no bound. */
  readonly shadowBudget?: ShadowBudget | undefined;
  /** What watches calls, beside the call log and the metrics. */
  readonly observers?: readonly CallObserver[] | undefined;
  /** What runs around each call; the first is the outermost. */
  readonly around?: readonly AroundCall[] | undefined;
  /**
   * What one process may send to each provider, by the provider's id: production comes first, then shadow runs, evals
   * and monitors. Default: no limit.
   */
  readonly limits?: Readonly<Record<string, ProviderLimit>> | undefined;
  /** What becomes of a call that may not fit its model's context window, where its family does not say. Default: `warn`. */
  readonly contextWindow?: WindowPolicy | undefined;
  /** At most one for each family, made by `defineSuite`. Default: none; promotions then need an override or `gate: "none"`. */
  readonly suites?: readonly Suite[] | undefined;
  /** Filters that versions of older builds may need; each prompt brings its own. */
  readonly filters?: readonly TemplateFilter[] | undefined;
  /** Functions that versions of older builds may need; each prompt brings its own. */
  readonly functions?: readonly TemplateFunction[] | undefined;
  /**
   * Modules that export the prompts' own filters and functions, so that `serve` can render templates in workers beside
   * its requests. Paths relative to `projectFolder`, or URLs.
   */
  readonly filterModules?: readonly (string | URL)[] | undefined;
  /** Compiles and renders the templates. Default: `createRenderer()` of `@promptrail/renderer`. */
  readonly renderer?: Renderer | undefined;
  /** Settings by family name; each family must have a prompt. */
  readonly families?: Readonly<Record<string, FamilySettings>> | undefined;
  /**
   * What a version asks for and its model, or that of a fallback, cannot take (a temperature, caching, tools) is an error
   * of each call and eval before anything is sent, and of `promptrail check`. Default: false, a warning of the result.
   */
  readonly strictSettings?: boolean | undefined;
  /**
   * Whether a process that declares (an application, `serve`) opens connections to the vendors when it starts, so that the
   * first call need not. It waits for them 2 s at most. Default: false.
   */
  readonly warmProviders?: boolean | undefined;
  /** Default: `PROMPTRAIL_ENV`, else `development`. Where both name one, it must be the same. */
  readonly environment?: string | undefined;
  /** Where `prompts.lock.json` and `.promptrail/` are. Default: the config file's folder, else the current one. */
  readonly projectFolder?: string | undefined;
}
