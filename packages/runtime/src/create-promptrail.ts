import {
  createMemoryCallLog,
  type FleetStore,
  type PromptrailConfig,
  type PromptVersion,
  type Snapshot,
} from "@promptrail/core";
import { createCalls } from "./calls/create-calls.js";
import { VersionCatalog } from "./catalog/version-catalog.js";
import { createDecisions } from "./decisions/create-decisions.js";
import { FleetReporter } from "./fleet/fleet-reporter.js";
import { StateKeeper } from "./last-known-good/state-keeper.js";
import { loadProject, type Project } from "./load-project.js";
import type { Promptrail } from "./promptrail.js";
import type { PromptrailSettings } from "./promptrail-settings.js";
import { toEnvironmentStatus } from "./reports/family-status.js";
import { ProblemBoard } from "./reports/problem-board.js";
import { readShadowPairs } from "./reports/read-shadow-pairs.js";
import { joinLive } from "./state/join-live.js";
import { type LiveLink, toLiveLink } from "./state/live-link.js";
import { LiveStatus } from "./state/live-status.js";
import { Resolver } from "./state/resolver.js";
import { StatusFollower } from "./state/status-follower.js";
import { toDeclaredSnapshot } from "./state/to-declared-snapshot.js";

/**
 * Opens the config's store, declares its prompts there, and follows what is live. Where the store is
 * away, it starts with the last-known-good file, else with what the code declares, and joins later.
 *
 * @throws PromptrailError what `createRegistry` throws; `lock_stale`, `store_locked`, `config_invalid`.
 */
export async function createPromptrail<const Prompts extends readonly PromptVersion[]>(
  config: PromptrailConfig<Prompts>,
  settings: PromptrailSettings = {},
): Promise<Promptrail<Prompts>> {
  const project = loadProject(config);
  const link = toLiveLink(config, project, settings);
  const parts = toParts(config, project, settings, link);
  try {
    const { declares = true } = settings;
    const joining = await joinLive({ ...parts, project, link, declares });
    parts.onCreated();
    return toPromptrail(project, link, parts, joining.stop);
  } catch (error) {
    await parts.reporter.leave();
    await link.store?.close();
    throw error;
  }
}

function toReporter(
  { process = {} }: PromptrailSettings,
  link: LiveLink,
  live: LiveStatus,
  problems: ProblemBoard,
  onAnswer: () => void,
): FleetReporter {
  return new FleetReporter({
    ...{ fleet: toFleet(link, problems), name: process.name, role: process.role, onAnswer },
    onProblem: problems.tell,
    read: () => ({
      revision: live.current.snapshot.revision,
      stateSource: live.current.source,
      problems: [...new Set(problems.current.map(({ code }) => code))],
    }),
  });
}

/** Who follows a server is reported by what follows it, and only looks whether the server is back. */
function toFleet(
  { store, source }: LiveLink,
  problems: ProblemBoard,
): Pick<FleetStore, "report" | "leave"> {
  if (store !== null) return store.fleet;
  return {
    report: async () => {
      if (problems.has("store_unavailable")) await source.readSnapshot();
    },
    leave: async () => {},
  };
}

type Parts = ReturnType<typeof toParts>;

/** What runs a process, not yet joined to what is live. */
function toParts(
  config: PromptrailConfig,
  project: Project,
  settings: PromptrailSettings,
  link: LiveLink,
) {
  const { onProblem = reportProblem, onRevision = () => {}, now = () => new Date() } = settings;
  const { registry, environment, renderer, projectFolder } = project;
  const problems = new ProblemBoard(onProblem);
  const catalog = new VersionCatalog(registry, config.filters ?? [], renderer);
  const live = new LiveStatus(toDeclaredSnapshot(registry, environment), problems);
  const keeper = link.isKept
    ? new StateKeeper({ projectFolder, catalog, onProblem: problems.tell })
    : null;
  const log = link.store?.calls ?? settings.calls ?? createMemoryCallLog();
  const resolver = new Resolver(live, catalog);
  const callSettings = { project, catalog, live, resolver, source: link.source, log, now };
  const calls = createCalls({ ...callSettings, onProblem: problems.tell });
  const watchers = new Set<() => void>();
  let isCreated = false;
  const onApplied = (snapshot: Snapshot) => {
    onAnswer();
    keeper?.keep(snapshot);
    reporter.tell();
    for (const tell of watchers) tell();
    // Nobody is told of the states before: whoever listens does not have its Promptrail yet.
    if (isCreated) setImmediate(() => onRevision(snapshot.revision));
  };
  const { source, store } = link;
  const followed = { source, history: store?.status ?? null, live, catalog, problems };
  const follower = new StatusFollower({ ...followed, onApplied });
  const onAnswer = () => {
    if (!problems.end("store_unavailable")) return;
    // It is back: what waited for it can be written and fetched.
    void calls.flushRecords();
    void follower.mend();
  };
  const reporter = toReporter(settings, link, live, problems, onAnswer);
  const onCreated = () => {
    isCreated = true;
  };
  const parts = { problems, catalog, live, keeper, log, calls, reporter, follower };
  return { ...parts, watchers, onCreated };
}

function toPromptrail(
  project: Project,
  link: LiveLink,
  parts: Parts,
  stopJoining: () => void,
): Promptrail {
  const { environment, registry, suites } = project;
  const { live, catalog, problems, log, calls, follower, keeper, reporter, watchers } = parts;
  const applyOwn = follower.applyOwn.bind(follower);
  return {
    ...{ environment, registry, suites, store: link.store },
    ...calls.useCases,
    ...createDecisions({ project, store: link.store, applyOwn }),
    status: () => toEnvironmentStatus(live.current, registry, catalog.has, problems.current),
    watch: (told) => {
      // Its own function, so that who asks twice is told twice and ends one watch at a time.
      const tell = () => told();
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    shadowPairs: ({ family, limit = 20 }) => readShadowPairs(log, family, limit),
    flush: calls.flush,
    close: async () => {
      stopJoining();
      link.giveUp();
      await calls.flush();
      await follower.stop();
      await keeper?.flush();
      await reporter.leave();
      await link.store?.close();
    },
  };
}

function reportProblem(error: unknown): void {
  console.error(`promptrail: ${error instanceof Error ? error.message : String(error)}`);
}
