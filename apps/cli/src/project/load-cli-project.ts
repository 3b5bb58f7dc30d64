import { type LoadedConfig, loadConfig } from "@promptrail/config";
import type { PromptrailConfig, Store } from "@promptrail/core";
import { chooseEnvironment, memory, withReleases } from "@promptrail/core";
import { createPromptrail, type Promptrail, type PromptrailSettings } from "@promptrail/runtime";
import { embedded, postgres } from "@promptrail/store-postgres";
import type { CommandScope } from "../command-scope.js";
import { withRenderPool } from "./render-pool.js";
import { toUnseenStore } from "./unseen-store.js";

/** Loads the project that a command is about. Opens nothing. */
export async function loadCliProject({ terminal, options }: CommandScope): Promise<LoadedConfig> {
  return loadConfig(terminal.folder, options.config);
}

/** The config's store, else `DATABASE_URL`, else the embedded one. */
export function chooseStore(
  config: PromptrailConfig,
  environment: Readonly<Record<string, string | undefined>>,
): Store {
  if (config.store !== undefined) return config.store;
  const url = environment["DATABASE_URL"];
  return url === undefined || url === "" ? embedded() : postgres(url);
}

/**
 * The environment that a command is about.
 *
 * @throws PromptrailError `config_invalid` where config and `PROMPTRAIL_ENV` differ.
 */
export function findEnvironment(scope: CommandScope, config: PromptrailConfig): string {
  return toChosen(scope, config).name;
}

function toChosen({ terminal, options }: CommandScope, { environment }: PromptrailConfig) {
  const variable = terminal.environment["PROMPTRAIL_ENV"];
  return chooseEnvironment({ option: options.env, config: environment, variable });
}

/** What `createPromptrail` is told of it; nothing where nobody named one, so that it can say so. */
export function toEnvironmentSetting(scope: CommandScope, config: PromptrailConfig) {
  const { name, isNamed } = toChosen(scope, config);
  return isNamed ? { environment: name } : {};
}

/**
 * A process that serves calls starts without its store; a command is nothing without it, and a new
 * folder takes a busy machine its time. A store that is away is told at once all the same.
 */
const patienceMs = 30_000;

/**
 * Runs `use` with the project's store open, and closes it whatever happens. Only a server declares what
 * this folder's code says; a command opens what is there, and makes nothing.
 *
 * @throws PromptrailError for a command also `store_missing`, `store_outdated`, `unknown_environment`.
 */
export async function withPromptrail<Result>(
  scope: CommandScope,
  use: (promptrail: Promptrail, loaded: LoadedConfig) => Promise<Result>,
  settings: { readonly role?: "server"; readonly onProblem?: (error: unknown) => void } = {},
): Promise<Result> {
  const loaded = await loadCliProject(scope);
  const { role, onProblem } = settings;
  const run = (promptrail: Promptrail) => withClosed(promptrail, () => use(promptrail, loaded));
  if (role === undefined) return run(await openLive(scope, loaded));
  return withRenderPool(loaded, async (renderer) => {
    const config = { ...toStoredConfig(scope, loaded), renderer };
    const told = onProblem === undefined ? {} : { onProblem };
    return run(await openPromptrail(scope, config, { process: { role }, ...told }));
  });
}

/** Opens what is live, to look or to decide. Throws what `withPromptrail` throws. */
export function openLive(scope: CommandScope, loaded: LoadedConfig): Promise<Promptrail> {
  const config = toStoredConfig(scope, loaded);
  return openPromptrail(
    scope,
    { ...config, store: toUnseenStore(config.store) },
    { declares: false, bootDeadlineMs: patienceMs },
  );
}

/** Opens what the code declares, in memory: nothing of it is live, and nothing is kept. */
export function openDeclared(scope: CommandScope, { config }: LoadedConfig): Promise<Promptrail> {
  return openPromptrail(scope, { ...config, store: memory() });
}

function toStoredConfig({ terminal }: CommandScope, { config }: LoadedConfig) {
  return { ...config, store: chooseStore(config, terminal.environment) };
}

function openPromptrail(
  scope: CommandScope,
  config: PromptrailConfig,
  settings: PromptrailSettings = {},
): Promise<Promptrail> {
  const named = toEnvironmentSetting(scope, config);
  const tell = tellProblem(scope, config);
  const onProblem = (error: unknown) => {
    tell(error);
    settings.onProblem?.(error);
  };
  return createPromptrail(config, { ...settings, ...named, onProblem });
}

/** A note on standard error, which names the environment. */
export function tellProblem(
  scope: CommandScope,
  config: PromptrailConfig,
): (error: unknown) => void {
  const { err, colors } = scope.terminal;
  const environment = findEnvironment(scope, config);
  return (error) =>
    err(
      `${colors.yellow("!")} ${environment}: ${error instanceof Error ? error.message : String(error)}\n`,
    );
}

/** Runs `use` on what the code declares, in memory. */
export async function withDeclared<Result>(
  scope: CommandScope,
  use: (promptrail: Promptrail) => Promise<Result>,
): Promise<Result> {
  const promptrail = await openDeclared(scope, await loadCliProject(scope));
  return withClosed(promptrail, () => use(promptrail));
}

async function withClosed<Result>(
  promptrail: Promptrail,
  use: (promptrail: Promptrail) => Promise<Result>,
): Promise<Result> {
  return withReleases(async (keep) => {
    keep(() => promptrail.close());
    return use(promptrail);
  });
}
