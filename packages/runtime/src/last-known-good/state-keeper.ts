import { PromptrailError } from "@promptrail/core";
import type { RegisteredVersion, Snapshot } from "@promptrail/core/lifecycle";
import { findErrorCode, toErrorText } from "@promptrail/core/portable";
import type { VersionCatalog } from "../catalog/version-catalog.js";
import { DelayedRun } from "../delayed-run.js";
import { toKeptStateName, writeKeptState } from "./kept-state-file.js";

/** Of several states in a row only the last is written. */
const quietMs = 50;

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
  #told = "";

  constructor(settings: KeeperSettings) {
    this.#settings = settings;
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
      await writeKeptState(projectFolder, { snapshot, versions: findBodies(snapshot, catalog) });
      this.#told = "";
    } catch (error) {
      this.#report(snapshot.environment, error);
    }
  }

  #report(environment: string, error: unknown): void {
    const reason = toErrorText(error);
    const code = findErrorCode(error) ?? reason;
    // A disk that stays read-only is told of once.
    if (this.#told === code) return;
    this.#told = code;
    const name = toKeptStateName(environment);
    this.#settings.onProblem(
      new PromptrailError(
        "file_unwritable",
        `The last-known-good file ${name} cannot be written: ${reason}. Until it can, this process serves what its code declares when it starts without the store. Give it a project folder that it may write to.`,
        { file: name },
        error,
      ),
    );
  }
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
