import { type LoadedConfig, loadConfig } from "@promptrail/config";
import type { PromptrailConfig, Store } from "@promptrail/core";
import { memory } from "@promptrail/core";
import { createPromptrail, type Promptrail, type PromptrailSettings } from "@promptrail/runtime";
import { embedded, postgres } from "@promptrail/store-postgres";
import type { CommandScope } from "../command-scope.js";
import { toUnseenStore } from "./live/unseen-store.js";

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

/** The environment that a command is about. */
export function findEnvironment({ terminal }: CommandScope, config: PromptrailConfig): string {
  return config.environment ?? terminal.environment["PROMPTRAIL_ENV"] ?? "development";
}

/**
 * A process that serves calls starts without its store; a command is nothing without it, and a new
 * folder takes a busy machine its time. A store that is away is told at once all the same.
 */
const patienceMs = 30_000;

/** Runs `use` with the project's store open, and closes it whatever happens. */
export async function withPromptrail<Result>(
  scope: CommandScope,
  use: (promptrail: Promptrail, loaded: LoadedConfig) => Promise<Result>,
  settings: { readonly role?: "server" } = {},
): Promise<Result> {
  const loaded = await loadCliProject(scope);
  const chosen = chooseStore(loaded.config, scope.terminal.environment);
  const store = settings.role === undefined ? toUnseenStore(chosen) : chosen;
  const promptrail = await openPromptrail(
    scope,
    { ...loaded.config, store },
    {
      process: settings,
      ...(settings.role === undefined ? { bootDeadlineMs: patienceMs } : {}),
    },
  );
  return withClosed(promptrail, () => use(promptrail, loaded));
}

/** The same on the declared state alone: for commands that look at code, not at what is live. */
export async function withDeclared<Result>(
  scope: CommandScope,
  use: (promptrail: Promptrail, loaded: LoadedConfig) => Promise<Result>,
): Promise<Result> {
  const loaded = await loadCliProject(scope);
  const config = { ...loaded.config, store: memory() };
  return withClosed(await openPromptrail(scope, config), (promptrail) => use(promptrail, loaded));
}

function openPromptrail(
  { terminal }: CommandScope,
  config: PromptrailConfig,
  settings: Pick<PromptrailSettings, "process" | "bootDeadlineMs"> = {},
): Promise<Promptrail> {
  const onProblem = (error: unknown) =>
    terminal.err(
      `${terminal.colors.yellow("!")} ${error instanceof Error ? error.message : String(error)}\n`,
    );
  return createPromptrail(config, { ...settings, onProblem });
}

async function withClosed<Result>(
  promptrail: Promptrail,
  use: (promptrail: Promptrail) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(promptrail);
  } finally {
    await promptrail.close();
  }
}
