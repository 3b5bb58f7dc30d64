import { findConfigFile, type LoadedConfig, loadConfig } from "@promptrail/config";
import { memory, type PromptrailConfig, type Store } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { chooseEnvironment, withReleases } from "@promptrail/core/lifecycle";
import { createPromptrail, type Promptrail, type PromptrailSettings } from "@promptrail/runtime";
import { spool } from "@promptrail/spool";
import { embedded, postgres } from "@promptrail/store-postgres";
import type { CommandScope } from "../command-scope.js";
import { nameEnvironment } from "../environment/name-environment.js";
import { keepCompiled } from "../node/keep-compiled.js";
import { withRenderPool } from "./render-pool.js";

interface LoadSettings {
  /** Whether it should know which files that took. Default: false. */
  readonly recordsFiles?: boolean;
  /** Whether threads, and the next such command, load it sooner: `keepCompiled`. Default: false. */
  readonly keepsCompiled?: boolean;
}

/** Loads the project that a command is about. Opens nothing. */
export async function loadCliProject(
  { terminal, options }: CommandScope,
  { recordsFiles = false, keepsCompiled = false }: LoadSettings = {},
): Promise<LoadedConfig> {
  const { err, colors } = terminal;
  const onSlow = (message: string) => err(`${colors.yellow("!")} ${message}\n`);
  const file = findConfigFile(terminal.folder, options.config);
  if (keepsCompiled) keepCompiled(file);
  return loadConfig(terminal.folder, file, { recordsFiles, onSlow });
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

/** A new folder takes a busy machine its time. A store that is away is told at once all the same. */
export const patienceMs = 30_000;

interface ProjectSettings {
  /** Default: a command. */
  readonly role?: "server";
  readonly onProblem?: (error: unknown) => void;
  /** Whether a command keeps the state in the last-known-good file, as a server does. Default: false. */
  readonly keepsState?: boolean;
}

/**
 * Runs `use` with the project's store open, and closes it whatever happens. Only a server declares what
 * this folder's code says; a command opens what is there, and makes nothing.
 *
 * @throws PromptrailError for a command also `store_missing`, `store_outdated`, `unknown_environment`.
 */
export async function withPromptrail<Result>(
  scope: CommandScope,
  use: (promptrail: Promptrail, loaded: LoadedConfig) => Promise<Result>,
  settings: ProjectSettings = {},
): Promise<Result> {
  const loaded = await loadCliProject(scope);
  const { role, onProblem, keepsState = false } = settings;
  const run = (promptrail: Promptrail) => withClosed(promptrail, () => use(promptrail, loaded));
  if (role === undefined) return run(await openLive(scope, loaded, { keepsState }));
  return withRenderPool(loaded, async (renderer) => {
    const config = { ...toSpooledConfig(toStoredConfig(scope, loaded)), renderer };
    const tell = tellProblem(scope, config);
    const told = (error: unknown) => {
      tell(error);
      onProblem?.(error);
    };
    return run(await openPromptrail(scope, config, { process: { role }, onProblem: told }));
  });
}

/**
 * Opens what is live, to look or to decide. Unless it says so, the command keeps nothing of it, and is
 * nothing without the store. Throws what `withPromptrail` throws.
 */
export function openLive(
  scope: CommandScope,
  loaded: LoadedConfig,
  settings: Pick<PromptrailSettings, "startsWithoutStore" | "keepsState" | "onProblem"> = {},
): Promise<Promptrail> {
  return openPromptrail(scope, toStoredConfig(scope, loaded), {
    declares: false,
    keepsState: false,
    reports: false,
    startsWithoutStore: false,
    bootDeadlineMs: patienceMs,
    ...settings,
  });
}

/** Opens what a worker runs: it declares what its code says, as every process that runs prompts does. */
export function openForWork(
  scope: CommandScope,
  loaded: LoadedConfig,
  name: string,
): Promise<Promptrail> {
  return openPromptrail(scope, toSpooledConfig(toStoredConfig(scope, loaded)), {
    process: { name },
    sharesLimits: true,
    startsWithoutStore: false,
    bootDeadlineMs: patienceMs,
  });
}

/** Opens what the code declares, in memory: nothing of it is live, and nothing is kept. */
export function openDeclared(scope: CommandScope, { config }: LoadedConfig): Promise<Promptrail> {
  const declared = { ...withoutGates(config), store: memory() };
  return openPromptrail(scope, declared, { keepsCalls: false });
}

/** Nothing goes live in memory: no gate is asked, for which each dataset would be read. */
function withoutGates(config: PromptrailConfig): PromptrailConfig {
  const ungated = config.prompts.map(({ family }) => {
    const settings = config.families?.[family] ?? {};
    return [family, { ...settings, gate: "none" as const }] as const;
  });
  return { ...config, families: { ...config.families, ...Object.fromEntries(ungated) } };
}

function toStoredConfig({ terminal }: CommandScope, { config }: LoadedConfig) {
  return { ...config, store: chooseStore(config, terminal.environment) };
}

/** A server loses no call unseen: records wait on its disk, where the config does not say how else. */
function toSpooledConfig(config: PromptrailConfig & { readonly store: Store }): PromptrailConfig {
  return config.store.kind === "memory" ? config : { ...config, spool: config.spool ?? spool() };
}

function openPromptrail(
  scope: CommandScope,
  config: PromptrailConfig,
  settings: PromptrailSettings = {},
): Promise<Promptrail> {
  const named = toEnvironmentSetting(scope, config);
  return createPromptrail(config, { onProblem: tellProblem(scope, config), ...settings, ...named });
}

/** A note on standard error, which names the environment, also in the commands that it gives as a cure. */
export function tellProblem(
  scope: CommandScope,
  config: PromptrailConfig,
): (error: unknown) => void {
  const { err, colors } = scope.terminal;
  const environment = findEnvironment(scope, config);
  return (error) => {
    const message = toErrorText(error);
    const told = nameEnvironment(message, scope.options.env);
    err(`${colors.yellow("!")} ${environment}: ${told}\n`);
  };
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
