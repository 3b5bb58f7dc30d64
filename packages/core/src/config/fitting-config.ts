import type { Suite } from "../evals/suite.js";
import type { SettingOf } from "../prompt/declared/declared-prompt.js";
import type { FittingSettings } from "../prompt/declared/fitting-settings.js";
import type { FamilyOf, PromptVersion } from "../prompt/prompt-version.js";
import type { FamilySettings, PromptrailConfig } from "./promptrail-config.js";

/** A config, or what is wrong with it: suites and settings of families must be of families that it has prompts of. */
export type FittingConfig<Config> = FittingSettings<Config, JudgedConfig<Config>>;

/** The prompts of a config. */
export type PromptsOf<Config> = SettingOf<Config, "prompts", readonly PromptVersion[]>;

interface JudgedConfig<Config> {
  readonly known: PromptrailConfig;
  readonly needed: never;
  readonly own: {
    readonly prompts: PromptsOf<Config>;
    readonly suites: FittingSuites<SettingOf<Config, "suites">, FamilyOf<PromptsOf<Config>>>;
    readonly families: FittingFamilies<SettingOf<Config, "families">, FamilyOf<PromptsOf<Config>>>;
  };
  // The type of the prompts is the longest.
  readonly places: ["providers", "store", "suites", "environment", "families", "prompts"];
  readonly taker: "A config";
}

type FittingSuites<Suites, Family extends string> = {
  readonly [At in keyof Suites]: Suites[At] extends Suite<infer Named>
    ? FittingFamily<Named, Family, Suites[At]>
    : Suite;
};

type FittingFamilies<Families, Family extends string> = {
  readonly [Name in keyof Families]: FittingFamily<Name, Family, FamilySettings>;
};

type FittingFamily<Named, Family extends string, Fitting> = Named extends Family
  ? Fitting
  : string extends Named
    ? Fitting
    : `No prompt of this config has the family "${Named & string}".`;
