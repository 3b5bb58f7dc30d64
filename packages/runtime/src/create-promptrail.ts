import {
  createMemoryCallLog,
  type PromptrailConfig,
  type PromptVersion,
  releaseAll,
  type Snapshot,
} from "@promptrail/core";
import { createCalls } from "./calls/create-calls.js";
import { VersionCatalog } from "./catalog/version-catalog.js";
import { createDecisions } from "./decisions/create-decisions.js";
import { compareAtStart } from "./decisions/register-at-start.js";
import { FleetReporter } from "./fleet/fleet-reporter.js";
import { createFollowerReports } from "./fleet/follower-reports.js";
import { StateKeeper } from "./last-known-good/state-keeper.js";
import { loadProject, type Project } from "./load-project.js";
import { createMetrics } from "./metrics/create-metrics.js";
import type { Promptrail } from "./promptrail.js";
import type { PromptrailSettings } from "./promptrail-settings.js";
import { toEnvironmentStatus } from "./reports/family-status.js";
import { ProblemBoard } from "./reports/problem-board.js";
import { readShadowPairs } from "./reports/read-shadow-pairs.js";
import { writeProblem } from "./reports/write-problem.js";
import { findForgottenStore } from "./state/find-forgotten-store.js";
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
 * @throws PromptrailError what `createRegistry` throws; `lock_stale`, `store_locked`, `config_invalid`;
 * where it makes nothing, `store_missing`, `store_outdated`, `unknown_environment`; where it does not start
 * without its store, `store_unavailable`.
 */
export function createPromptrail<const Prompts extends readonly PromptVersion[]>(
  config: PromptrailConfig<Prompts>,
  settings?: PromptrailSettings,
): Promise<Promptrail<Prompts>>;
export async function createPromptrail(
  config: PromptrailConfig,
  settings: PromptrailSettings = {},
): Promise<Promptrail> {
  const project = loadProject(config, settings.environment);
  const link = toLiveLink(config, project, settings);
  const parts = toParts(config, project, settings, link);
  try {
    const { declares = true, startsWithoutStore = true } = settings;
    const joining = await joinLive({ ...parts, project, link, declares, startsWithoutStore });
    const forgotten = findForgottenStore(config, project, settings);
    if (forgotten !== null) parts.problems.tell(forgotten);
    return toPromptrail(project, link, parts, joining.stop);
  } catch (error) {
    await releaseAll([
      parts.metrics.stop,
      link.giveUp,
      () => parts.follower.stop(),
      () => parts.reporter.leave(),
      () => link.store?.close(),
    ]).catch(parts.problems.tell);
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
    fleet: link.store?.fleet ?? createFollowerReports(link.source, problems),
    ...{ name: process.name, onAnswer },
    role: process.role ?? (link.store === null ? "follower" : "runtime"),
    onProblem: problems.tell,
    read: () => ({
      revision: live.current.snapshot.revision,
      stateSource: live.current.source,
      problems: [...new Set(problems.current.map(({ code }) => code))],
    }),
  });
}

type Parts = ReturnType<typeof toParts>;

/** What runs a process, not yet joined to what is live. */
function toParts(
  config: PromptrailConfig,
  project: Project,
  settings: PromptrailSettings,
  link: LiveLink,
) {
  const { registry, environment, renderer, projectFolder } = project;
  const { onProblem = toReport(environment), now = () => new Date(), keepsState = true } = settings;
  const problems = new ProblemBoard(onProblem);
  const catalog = new VersionCatalog(registry, config.filters ?? [], renderer);
  const live = new LiveStatus(toDeclaredSnapshot(registry, environment), problems);
  const keeper =
    link.isKept && keepsState
      ? new StateKeeper({ projectFolder, catalog, onProblem: problems.tell })
      : null;
  const log = link.store?.calls ?? settings.calls ?? createMemoryCallLog();
  const resolver = new Resolver(live, catalog);
  const isAway = () => problems.has("store_unavailable");
  const callSettings = { project, catalog, live, resolver, source: link.source, isAway, log, now };
  const metrics = createMetrics({ environment, live, problems, onProblem: problems.tell });
  const { addCall: onRecord, addShadowLoss: onShadowLoss } = metrics;
  const calls = createCalls({
    ...{ ...callSettings, onRecord, onShadowLoss, onProblem: problems.tell },
  });
  const watchers = new Set<(revision: number) => void>();
  const onApplied = (snapshot: Snapshot) => {
    for (const tell of watchers) tell(snapshot.revision);
    onAnswer();
    keeper?.keep(snapshot);
    reporter.tell();
  };
  const { source, store } = link;
  const followed = {
    source,
    history: store?.status ?? source.history ?? null,
    live,
    catalog,
    problems,
  };
  const follower = new StatusFollower({ ...followed, onApplied });
  const onAnswer = () => {
    if (!problems.end("store_unavailable")) return;
    // It is back: what waited for it can be written and fetched.
    void calls.flushRecords();
    void follower.mend().catch(problems.tell);
  };
  const reporter = toReporter(settings, link, live, problems, onAnswer);
  const parts = { problems, catalog, live, keeper, log, calls, reporter, follower };
  return { ...parts, metrics, watchers };
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
  const read = follower.read.bind(follower);
  return {
    ...{ environment, registry, suites, store: link.store },
    ...calls.useCases,
    ...createDecisions({
      ...{ project, store: link.store, catalog, applyOwn, live, read },
      onDeployed: (store) => compareAtStart({ project, store, catalog, problems }),
    }),
    status: () =>
      toEnvironmentStatus({
        ...{ live: live.current, registry, isServable: catalog.has },
        ...{ problems: problems.current, isFollowing: follower.isFollowing },
      }),
    watch: (onApplied) => {
      // Its own function, so that who asks twice is told twice and ends one watch at a time.
      const tell = (revision: number) => {
        try {
          onApplied(revision);
        } catch (error) {
          problems.tell(error);
        }
      };
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    shadowPairs: ({ family, limit = 20 }) => readShadowPairs(log, family, limit),
    flush: calls.flush,
    close: () =>
      releaseAll([
        parts.metrics.stop,
        stopJoining,
        link.giveUp,
        calls.close,
        () => follower.stop(),
        () => keeper?.flush(),
        () => reporter.leave(),
        () => link.store?.close(),
      ]),
  };
}

function toReport(environment: string): (error: unknown) => void {
  return (error) =>
    writeProblem(
      `promptrail (${environment}): ${error instanceof Error ? error.message : String(error)}`,
    );
}
