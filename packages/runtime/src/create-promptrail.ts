import type { PromptrailConfig } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import {
  type FittingConfig,
  type OpenStore,
  type PromptsOf,
  releaseAll,
  requireNode,
  type Snapshot,
} from "@promptrail/core/lifecycle";
import { toCallLogLink } from "./boot/call-log-link.js";
import { findForgottenStore } from "./boot/find-forgotten-store.js";
import { joinLive } from "./boot/join-live.js";
import { type LiveLink, toLiveLink } from "./boot/live-link.js";
import { compareAtStart } from "./boot/register-at-start.js";
import { loadProviders, warmProviders } from "./boot/warm-providers.js";
import { createCallLogUseCases } from "./call-log/create-call-log-use-cases.js";
import { createCalls } from "./calls/create-calls.js";
import type { LimitShare } from "./calls/lanes/lane-gate.js";
import { createRecorder } from "./calls/record/create-recorder.js";
import { guardObserver, joinObservers, observerFailed } from "./calls/send/observe-calls.js";
import { readEarlierRatios } from "./calls/window/ratios/read-earlier-ratios.js";
import type { ServableVersion } from "./catalog/servable-version.js";
import { VersionCatalog } from "./catalog/version-catalog.js";
import { createDecisions } from "./decisions/create-decisions.js";
import { FleetReporter } from "./fleet/fleet-reporter.js";
import { createFollowerReports } from "./fleet/follower-reports.js";
import { StateKeeper } from "./last-known-good/state-keeper.js";
import { createMetrics } from "./metrics/create-metrics.js";
import { ProblemBoard } from "./problems/problem-board.js";
import { writeProblem } from "./problems/write-problem.js";
import { loadProject, type Project } from "./project/load-project.js";
import type { Promptrail } from "./promptrail.js";
import type { PromptrailSettings } from "./promptrail-settings.js";
import { toEnvironmentStatus } from "./reports/family-status.js";
import { readHeadroomReport } from "./reports/headroom/read-headroom-report.js";
import { readShadowPairs } from "./reports/read-shadow-pairs.js";
import { Signal } from "./signal.js";
import { LiveStatus } from "./state/live-status.js";
import { Resolver } from "./state/resolver.js";
import { SourceHealth } from "./state/source-health.js";
import { StateJudge } from "./state/state-judge.js";
import { StatusFollower } from "./state/status-follower.js";
import { toDeclaredSnapshot } from "./state/to-declared-snapshot.js";
import { createStoreUseCases } from "./store/create-store-use-cases.js";
import { requireSharedWork } from "./store/require-shared-work.js";
import { requireStore } from "./store/to-open-store.js";

/**
 * Opens the config's store, declares its prompts there, and follows what is live. Where the store is
 * away, it starts with the last-known-good file, else with what the code declares, and joins later.
 *
 * @throws PromptrailError what `createRegistry` throws; `lock_stale`, `store_locked`, `config_invalid`;
 * `not_supported` on a Node older than 22.19; where it makes nothing, `store_missing`, `store_outdated`, `unknown_environment`; where it does not start
 * without its store, `store_unavailable`.
 */
export function createPromptrail<const Config extends Partial<PromptrailConfig>>(
  config: FittingConfig<Config>,
  settings?: PromptrailSettings,
): Promise<Promptrail<PromptsOf<Config>>>;
export async function createPromptrail(
  config: PromptrailConfig,
  settings: PromptrailSettings = {},
): Promise<Promptrail> {
  requireNode();
  const limits = { ...config.limits, ...settings.limits };
  const project = loadProject({ ...config, limits }, settings.environment);
  const link = toLiveLink(config, project, settings);
  const known = toLiveParts(config, project, settings, link);
  const parts = { ...known, ...toCallParts(config, project, settings, known) };
  listen(parts);
  try {
    const { declares = true, startsWithoutStore = true } = settings;
    // One that only looks opens it with its first call.
    if (declares) parts.recording.recorder.open();
    // One that only looks makes no calls, or one, which loads what it needs.
    const loading = declares ? loadProviders(project.providers.values()) : null;
    const joining = await joinLive({ ...parts, project, link, declares, startsWithoutStore });
    await loading;
    if (declares && config.warmProviders === true) await warmProviders(project.providers.values());
    const forgotten = findForgottenStore(config, project, settings);
    if (forgotten !== null) parts.problems.tell(forgotten);
    return toPromptrail(project, parts, joining.stop);
  } catch (error) {
    await releaseAll(toReleases(parts)).catch(parts.problems.tell);
    throw error;
  }
}

type Parts = ReturnType<typeof toLiveParts> & ReturnType<typeof toCallParts>;

/** What knows and follows what is live: not joined yet, and nobody listens to anybody. */
function toLiveParts(
  { filters = [], functions = [] }: PromptrailConfig,
  { registry, environment, renderer, projectFolder }: Project,
  settings: PromptrailSettings,
  link: LiveLink,
) {
  const { source, history, isKept } = link;
  const problems = new ProblemBoard(settings.onProblem ?? toReport(environment));
  const { tell } = problems;
  const applied = new Signal<Snapshot>(tell);
  const answered = new Signal(tell);
  const returned = new Signal(tell);
  const catalog = new VersionCatalog(registry, { filters, functions }, renderer);
  const live = new LiveStatus(toDeclaredSnapshot(registry, environment));
  const judge = new StateJudge({ live, history, isTrusted: link.store === null });
  const keeps = isKept && (settings.keepsState ?? true);
  return {
    link,
    problems,
    applied,
    returned,
    catalog,
    live,
    health: new SourceHealth({ source, problems, answered, returned }),
    follower: new StatusFollower({ source, live, judge, catalog, problems, applied, answered }),
    keeper: keeps ? new StateKeeper({ projectFolder, catalog, onProblem: tell }) : null,
    reporter: toReporter(settings, link, live, problems),
  };
}

/** What runs prompts, and all that watch it. */
function toCallParts(
  config: PromptrailConfig,
  project: Project,
  { now, sharesLimits = false, keepsCalls }: PromptrailSettings,
  { link, problems, catalog, live, health }: ReturnType<typeof toLiveParts>,
) {
  const { environment } = project;
  const { source, store, opening } = link;
  const onProblem = problems.tell;
  const metrics = createMetrics({ environment, live, problems, onProblem });
  const reports = source.calls ?? null;
  const callLog = toCallLogLink({ config, store, reports, settings: opening, onProblem });
  const recording = createRecorder({
    config,
    project,
    link: callLog,
    onProblem,
    now,
    keepsCalls,
  });
  const users = (config.observers ?? []).map((observer) =>
    guardObserver(observer, (cause) => onProblem(observerFailed(cause))),
  );
  const calls = createCalls({
    project,
    catalog,
    live,
    resolver: new Resolver(live, catalog),
    source,
    isAway: () => health.isAway,
    observers: joinObservers([recording.recorder.observer, metrics.observer, ...users]),
    around: config.around ?? [],
    recorder: recording.recorder,
    readEarlier: () => readEarlierRatios(callLog.log, now?.() ?? new Date()),
    share: sharesLimits ? toLimitShare(store, onProblem) : undefined,
    onShadowLoss: metrics.addShadowLoss,
    onProblem,
    now,
  });
  return { metrics, callLog, recording, calls, now };
}

/** Takes of limits that others share, in the store. Until it answers, nothing that is limited is sent. */
function toLimitShare(store: OpenStore | null, onProblem: (error: unknown) => void): LimitShare {
  return {
    take: async (request) =>
      requireSharedWork(await requireStore(store).sharedWork()).limits.take(request),
    onProblem,
  };
}

function toReporter(
  { process = {}, reports = true }: PromptrailSettings,
  { store, source }: LiveLink,
  live: LiveStatus,
  problems: ProblemBoard,
): FleetReporter | null {
  if (!reports) return null;
  return new FleetReporter({
    fleet: store?.fleet ?? createFollowerReports(source, problems.tell),
    name: process.name,
    role: process.role ?? (store === null ? "follower" : "runtime"),
    onProblem: problems.tell,
    read: () => ({
      revision: live.current.snapshot.revision,
      stateSource: live.current.source,
      problems: [...new Set(problems.current.map(({ code }) => code))],
    }),
  });
}

/** Who listens to what. Whoever uses `watch` is one more who listens to `applied`. */
function listen({ applied, returned, keeper, reporter, recording, ...parts }: Parts): void {
  const { follower, problems } = parts;
  applied.listen((snapshot) => keeper?.keep(snapshot));
  applied.listen(() => reporter?.tell());
  // What waited for the source can be written and fetched.
  returned.listen(() => void recording.recorder.flush());
  returned.listen(() => void follower.mend().catch(problems.tell));
}

function toPromptrail(project: Project, parts: Parts, stopJoining: () => void): Promptrail {
  const { environment, registry, suites } = project;
  const { link, live, catalog, problems, recording, calls, follower, applied, now } = parts;
  const { store } = link;
  const { log } = recording;
  const clock = now ?? (() => new Date());
  const open = () => requireStore(store);
  const close = () => releaseAll([stopJoining, ...toReleases(parts)]);
  const onDeployed = (opened: OpenStore) =>
    compareAtStart({ project, store: opened, catalog, problems });
  return {
    registry,
    suites,
    hasStore: store !== null,
    ...createStoreUseCases({ open, environment, now }),
    ...calls.useCases,
    ...createDecisions({ project, open, catalog, live, follower, onDeployed }),
    status: () =>
      toEnvironmentStatus({
        live: live.current,
        registry,
        isServable: catalog.has,
        problems: problems.current,
        isFollowing: follower.isFollowing,
      }),
    watch: (onApplied) => applied.listen(({ revision }) => onApplied(revision)),
    calls: createCallLogUseCases({
      ...recording,
      families: () => new Set([...registry.families, ...live.current.families.keys()]),
      declaresTools: (...version) => declaresTools(catalog.find(...version)),
      now: clock,
    }),
    shadowPairs: async ({ limit = usualPairs, ...query }) =>
      (await readShadowPairs(log, { ...query, limit })).pairs.slice(0, limit),
    shadowPairsPage: ({ limit = usualPairs, ...query }) =>
      readShadowPairs(log, { ...query, limit }),
    headroom: ({ family }) => readHeadroomReport(log, family, clock()),
    flush: calls.flush,
    close,
    [Symbol.asyncDispose]: close,
  };
}

const usualPairs = 20;

function declaresTools(version: ServableVersion | undefined): boolean | undefined {
  return version === undefined ? undefined : version.content.tools.length > 0;
}

/** What a process gives back when it ends, in this order. */
function toReleases({ link, callLog, ...parts }: Parts): readonly (() => unknown)[] {
  return [
    () => parts.metrics.stop(),
    () => parts.health.stop(),
    link.giveUp,
    () => parts.calls.close(),
    callLog.giveUp,
    () => parts.follower.stop(),
    () => parts.keeper?.flush(),
    () => parts.reporter?.leave(),
    () => link.store?.close(),
    callLog.close,
  ];
}

function toReport(environment: string): (error: unknown) => void {
  return (error) => writeProblem(`promptrail (${environment}): ${toErrorText(error)}`);
}
