import type { RegisteredVersion, Snapshot } from "@promptrail/core/lifecycle";
import { fileUnwritable } from "@promptrail/core/state-folder";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { DelayedRun } from "../delayed-run.js";
import { type OnceTeller, tellOnce } from "../problems/tell-once.js";
import { readKeptState, toKeptStateName, writeKeptState } from "./kept-state-file.js";

/** Of several states in a row only the last is written. */
const quietMs = 50;

const consequence =
  "Until it can, this process serves what its code declares when it starts without the store.";

interface KeeperSettings {
  readonly projectFolder: string;
  readonly catalog: VersionCatalog;
  readonly onProblem: (error: unknown) => void;
}

/** Keeps the newest state in the last-known-good file. No call waits for it, and it never fails. */
export class StateKeeper {
  readonly #settings: KeeperSettings;
  #waiting: Snapshot | null = null;
  readonly #writing = new DelayedRun(quietMs, () => this.#write());
  readonly #problems: OnceTeller;

  constructor(settings: KeeperSettings) {
    this.#settings = settings;
    // A disk that stays read-only is told of once.
    this.#problems = tellOnce(settings.onProblem);
  }

  keep(snapshot: Snapshot): void {
    this.#waiting = snapshot;
    this.#writing.ask();
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    return this.#writing.now();
  }

  async #write(): Promise<void> {
    const snapshot = this.#waiting;
    if (snapshot === null) return;
    this.#waiting = null;
    const { projectFolder, catalog } = this.#settings;
    try {
      if (await isBehind(projectFolder, snapshot)) return;
      await writeKeptState(projectFolder, { snapshot, versions: findBodies(snapshot, catalog) });
      this.#problems.clear();
    } catch (error) {
      this.#report(snapshot.environment, error);
    }
  }

  #report(environment: string, error: unknown): void {
    const file = toKeptStateName(environment);
    const problem = fileUnwritable(
      { what: `The last-known-good file ${file} cannot be written`, file, consequence },
      error,
    );
    this.#problems.tell(problem);
  }
}

/** Processes share the folder: what another one knows of a later decision stays. */
async function isBehind(projectFolder: string, snapshot: Snapshot): Promise<boolean> {
  const kept = await readKeptState(projectFolder, snapshot.environment, () => {});
  if (kept === null || kept.snapshot.storeId !== snapshot.storeId) return false;
  return kept.snapshot.revision > snapshot.revision;
}

function findBodies({ families }: Snapshot, catalog: VersionCatalog): readonly RegisteredVersion[] {
  return families.flatMap(({ family, activeVersion, previousVersion, shadow }) => {
    const wanted = new Set([activeVersion, previousVersion, shadow?.version ?? null]);
    return [...wanted].flatMap((version) => {
      const body = version === null ? undefined : catalog.findRegistered(family, version);
      return body === undefined ? [] : [body];
    });
  });
}
