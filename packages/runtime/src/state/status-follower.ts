import { PromptrailError } from "@promptrail/core";
import {
  type DecisionResult,
  followDecisions,
  type Snapshot,
  type SnapshotHead,
  type StatusSource,
} from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";
import {
  listMissingVersions,
  loadVersions,
  type MissingVersion,
} from "../catalog/load-versions.js";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import type { ProblemBoard } from "../problems/problem-board.js";
import type { Signal } from "../signal.js";
import type { LiveStatus } from "./live-status.js";
import type { StateJudge } from "./state-judge.js";

export interface FollowPorts {
  readonly source: StatusSource;
  readonly live: LiveStatus;
  readonly judge: StateJudge;
  readonly catalog: VersionCatalog;
  readonly problems: ProblemBoard;
  /** Told when a state of the source is applied. */
  readonly applied: Signal<Snapshot>;
  /** Told when the source has answered. */
  readonly answered: Signal;
}

/** Applies what the source tells: its state once asked, and each newer one as it comes. */
export class StatusFollower {
  readonly #ports: FollowPorts;
  #stop: () => Promise<void> = async () => {};
  #isWatching = false;
  #isStopped = false;

  constructor(ports: FollowPorts) {
    this.#ports = ports;
  }

  /** False once it was stopped. A source that is away is still followed. */
  get isFollowing(): boolean {
    return !this.#isStopped;
  }

  /** Applies the source's state now; one that may not be applied is a problem. Throws what the source throws. */
  async read(): Promise<void> {
    const { source, live, problems, answered } = this.#ports;
    for (;;) {
      const before = live.current;
      const snapshot = await source.readSnapshot();
      answered.tell();
      const refusal = await this.#take(snapshot, null);
      if (refusal === null) return;
      // Else another one was applied while this one was read or judged, and it may be from before that.
      if (live.current === before) {
        problems.stand("state_regression", refusal);
        return;
      }
    }
  }

  /** Applies each state that is newer than the one that is applied. */
  async watch(): Promise<void> {
    const { source, live, problems, answered } = this.#ports;
    const { current } = live;
    // A source that was not read yet may be at the very revision of the file: it has to tell it.
    const revision = current.source === "store" ? current.snapshot.revision : 0;
    const apply = (snapshot: Snapshot, follows?: SnapshotHead | null) => {
      answered.tell();
      void this.apply(snapshot, follows).catch(problems.tell);
    };
    const stop = await source.watch(revision, apply, problems.tell);
    this.#isWatching = true;
    if (this.#isStopped) await stop();
    else this.#stop = stop;
  }

  /** Applies decisions of this process at once, without waiting for the source to tell of them. */
  async applyOwn(results: readonly DecisionResult[]): Promise<void> {
    const { live, problems, answered } = this.#ports;
    const { snapshot, source } = live.current;
    answered.tell();
    const decisions = results
      .filter(({ alreadyApplied }) => !alreadyApplied)
      .flatMap(({ decision, followUp }) => [decision, followUp])
      .filter((each) => each !== null)
      .sort((one, other) => one.revision - other.revision);
    if (source !== "store" || decisions.length === 0) return;
    const next = followDecisions(snapshot, decisions);
    if (next !== null) await this.#applyWithBodies(next).catch(problems.tell);
  }

  /**
   * Takes and fetches what could not be had before. A process that has not joined yet does so by
   * joining: a store without its families would leave it nothing to serve. Throws what the source throws.
   */
  async mend(): Promise<void> {
    const { live, catalog } = this.#ports;
    if (!this.#isWatching) return;
    await this.read();
    for (let isLate = true; isLate; ) {
      const { snapshot, source } = live.current;
      if (source !== "store") return;
      const missing = await this.#load(listMissingVersions(snapshot, catalog));
      isLate = live.current.snapshot !== snapshot;
      if (!isLate) this.#noteUnavailable(missing);
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#stop();
  }

  /**
   * Applies a state of the source, where it may replace what is applied: at once where nothing has to be asked.
   * Where it may not, the source is read anew: the state may be from before something that was applied since,
   * and a source tells each state once. Throws what the source throws.
   */
  async apply(snapshot: Snapshot, follows: SnapshotHead | null = null): Promise<void> {
    const refusal = await this.#take(snapshot, follows);
    if (refusal !== null && !this.#isStopped) await this.read();
  }

  /** Why it may not be applied; null where it is, or need not be. */
  async #take(snapshot: Snapshot, follows: SnapshotHead | null): Promise<PromptrailError | null> {
    const judged = this.#ports.judge.judge(snapshot, follows);
    // Where nothing has to be asked, nothing is waited for.
    const verdict = judged instanceof Promise ? await judged : judged;
    if (verdict === "newer") await this.#applyWithBodies(snapshot);
    else if (verdict === "same") this.#ports.problems.end("state_regression");
    return typeof verdict === "string" ? null : verdict;
  }

  /** Bodies first, so that a version is never live in this process before it can be served. */
  async #applyWithBodies(snapshot: Snapshot): Promise<void> {
    const { live, catalog, problems, applied } = this.#ports;
    const missing = listMissingVersions(snapshot, catalog);
    // Where nothing is missing, nothing is waited for.
    const wanted = missing.length > 0 ? await this.#load(missing) : missing;
    if (!live.apply(snapshot)) return;
    problems.end("state_regression");
    this.#noteUnavailable(wanted);
    applied.tell(live.current.snapshot);
  }

  /** Those that this process should have. */
  #load(missing: readonly MissingVersion[]): Promise<readonly MissingVersion[]> {
    const { source, catalog, problems } = this.#ports;
    return loadVersions(source, missing, catalog, problems.tell);
  }

  /** Of what was missing, the live versions that could not be had. */
  #noteUnavailable(missing: readonly MissingVersion[]): void {
    const { live, catalog, problems } = this.#ports;
    const unavailable = missing.filter(
      ({ family, version }) =>
        live.current.families.get(family)?.activeVersion === version &&
        !catalog.has(family, version),
    );
    problems.endOthers("active_unavailable", new Set(unavailable.map(({ family }) => family)));
    for (const { family, version } of unavailable) {
      problems.stand("active_unavailable", activeUnavailable(family, version), family);
    }
  }
}

function activeUnavailable(family: string, version: number): PromptrailError {
  const key = versionKey(family, version);
  return new PromptrailError(
    "unknown_version",
    `${key} is live, but this process cannot run it: this build does not have the version, and its registered body could not be loaded or uses a filter that this build does not have. The newest version that it can run is served, marked as degraded. Deploy a build that has ${key}, or list its filters in the config.`,
    { family, version },
  );
}
