import {
  type FamilySettings,
  type PromptrailConfig,
  PromptrailError,
  type Provider,
  type Renderer,
  type Suite,
} from "@promptrail/core";
import {
  chooseEnvironment,
  createRegistry,
  isStrict,
  type Registry,
  type ShadowBudget,
  type WindowPolicy,
} from "@promptrail/core/lifecycle";
import { createRenderer } from "@promptrail/renderer";
import { type ProviderLimits, requireLimits } from "./require-limits.js";
import { requireLogging } from "./require-logging.js";
import { requirePolicies } from "./require-policies.js";

/** A config, checked and indexed; nothing is opened yet. */
export interface Project {
  readonly registry: Registry;
  readonly renderer: Renderer;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly suites: ReadonlyMap<string, Suite>;
  readonly families: Readonly<Record<string, FamilySettings>>;
  /** Whether a version of the family may ask for nothing that its models cannot take. */
  readonly isStrict: (family: string) => boolean;
  /** For families that do not say. */
  readonly contextWindow: WindowPolicy;
  /** Of the shadow runs of all families; undefined for no bound. */
  readonly shadowBudget: ShadowBudget | undefined;
  /** By provider. */
  readonly limits: ProviderLimits;
  readonly environment: string;
  /** False where nobody named the environment, and it is the default. */
  readonly isEnvironmentNamed: boolean;
  readonly projectFolder: string;
}

/**
 * @param option the environment that comes before the config's.
 * @throws PromptrailError what `createRegistry` throws; `duplicate_name`, `unknown_family`, `config_invalid`.
 */
export function loadProject(config: PromptrailConfig, option?: string): Project {
  const variable = process.env["PROMPTRAIL_ENV"];
  const chosen = chooseEnvironment({ option, config: config.environment, variable });
  const renderer = config.renderer ?? createRenderer();
  const providers = indexBy(config.providers, ({ id }) => id, "provider");
  // Templates are compiled when first used, or by `check`: a process must start fast.
  const registry = createRegistry(config.prompts, { providers: [...providers.keys()] });
  const suites = indexBy(config.suites ?? [], ({ family }) => family, "suite for the family");
  const families = config.families ?? {};
  for (const family of [...suites.keys(), ...Object.keys(families)]) registry.versionsOf(family);
  indexBy(config.embeddings ?? [], ({ id }) => id, "embedding provider");
  requirePolicies(config);
  requireLogging(config);
  return {
    registry,
    renderer,
    providers,
    suites,
    families,
    isStrict: (family) => isStrict(config, family),
    contextWindow: config.contextWindow ?? "warn",
    shadowBudget: config.shadowBudget,
    limits: requireLimits(config.limits ?? {}, providers),
    environment: chosen.name,
    isEnvironmentNamed: chosen.isNamed,
    projectFolder: config.projectFolder ?? process.cwd(),
  };
}

function indexBy<Item>(
  items: readonly Item[],
  name: (item: Item) => string,
  what: string,
): ReadonlyMap<string, Item> {
  const index = new Map<string, Item>();
  for (const item of items) {
    if (index.has(name(item))) {
      throw new PromptrailError(
        "duplicate_name",
        `The config has the ${what} "${name(item)}" twice. Remove one, or give it another ${what.endsWith("provider") ? "`id`" : "name"}.`,
        { name: name(item) },
      );
    }
    index.set(name(item), item);
  }
  return index;
}
