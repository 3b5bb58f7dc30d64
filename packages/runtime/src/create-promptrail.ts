import {
  createMemoryCallLog,
  memory,
  type OpenStore,
  type PromptrailConfig,
  PromptrailError,
  type PromptVersion,
  type StatusSource,
} from "@promptrail/core";
import { createCalls } from "./calls/create-calls.js";
import { VersionCatalog } from "./catalog/version-catalog.js";
import { declareFamilies } from "./decisions/declare.js";
import { promote } from "./decisions/promote.js";
import { rollback } from "./decisions/rollback.js";
import { loadProject, type Project } from "./load-project.js";
import type { Promptrail } from "./promptrail.js";
import type { PromptrailSettings } from "./promptrail-settings.js";
import { readLockFile } from "./read-lock-file.js";
import { toEnvironmentStatus } from "./reports/family-status.js";
import { readShadowPairs } from "./reports/read-shadow-pairs.js";
import { followStatus } from "./state/follow-status.js";
import { LiveStatus } from "./state/live-status.js";
import { toDeclaredSnapshot } from "./state/to-declared-snapshot.js";

/**
 * Opens the config's store, declares its prompts there, and follows what is live.
 *
 * @throws PromptrailError what `createRegistry` throws; `lock_stale`; `store_unavailable`, `store_locked`.
 */
export async function createPromptrail<const Prompts extends readonly PromptVersion[]>(
  config: PromptrailConfig<Prompts>,
  settings: PromptrailSettings = {},
): Promise<Promptrail<Prompts>> {
  const project = loadProject(config);
  if (settings.statusSource !== undefined) {
    return assemble(config, project, settings, settings.statusSource, null);
  }
  const { environment, projectFolder } = project;
  const store = await (config.store ?? memory()).open({ environment, projectFolder });
  try {
    return await assemble(config, project, settings, store.status, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Wires the use cases. */
async function assemble(
  config: PromptrailConfig,
  project: Project,
  settings: PromptrailSettings,
  source: StatusSource,
  store: OpenStore | null,
): Promise<Promptrail> {
  const { onProblem = reportProblem, onRevision = () => {}, now = () => new Date() } = settings;
  const { registry, environment, renderer, suites } = project;
  const catalog = new VersionCatalog(registry, config.filters ?? [], renderer);
  const live = new LiveStatus(toDeclaredSnapshot(registry, environment), onProblem);
  if (store !== null) await declare(project, store, catalog, onProblem);
  const following = await followStatus({ source, live, catalog, onProblem, onRevision });
  const log = store?.calls ?? settings.calls ?? createMemoryCallLog();
  const calls = createCalls({ project, catalog, live, source, onProblem, log, now });
  return {
    environment,
    registry,
    suites,
    store,
    ...calls.useCases,
    promote: async (request) =>
      following.applyOwn(await promote(project, requireStore(store), request)),
    rollback: async (request) => following.applyOwn(await rollback(requireStore(store), request)),
    history: async ({ family, limit = 50 } = {}) =>
      requireStore(store).status.readHistory({ family: family ?? null, limit }),
    status: () => toEnvironmentStatus(live.current, registry, catalog.has),
    shadowPairs: ({ family, limit = 20 }) => readShadowPairs(log, family, limit),
    flush: calls.flush,
    close: async () => {
      await calls.flush();
      await following.stop();
      await store?.close();
    },
  };
}

async function declare(
  project: Project,
  store: OpenStore,
  catalog: VersionCatalog,
  onProblem: (error: unknown) => void,
): Promise<void> {
  const lock = await readLockFile(project.projectFolder);
  const request = { lock, actor: "boot", source: "boot" } as const;
  for (const conflict of await declareFamilies(project, store, request)) {
    const { family, version, registeredHash, declaredHash } = conflict;
    // A number means one content for ever: what is registered is served, not what this build has.
    const registered = await store.status.readVersion(family, version);
    if (registered !== null) catalog.addRegistered(registered);
    onProblem(
      new PromptrailError(
        "immutability_violation",
        `${family}_v${version} is registered with another content (${registeredHash}) than this build has (${declaredHash}). The registered one is served. Restore its text and declare the change under a new number.`,
        { family, version, registered: registeredHash, declared: declaredHash },
      ),
    );
  }
}

function requireStore(store: OpenStore | null): OpenStore {
  if (store !== null) return store;
  throw new PromptrailError(
    "not_supported",
    "This process follows a server and has no store of its own. Ask the server, with `@promptrail/client` or the CLI.",
  );
}

function reportProblem(error: unknown): void {
  console.error(`promptrail: ${error instanceof Error ? error.message : String(error)}`);
}
