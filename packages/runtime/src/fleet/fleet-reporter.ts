import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { FleetReports, ProcessReport } from "@promptrail/core/lifecycle";
import { DelayedRun } from "../delayed-run.js";
import { within } from "../within.js";

/** A sign of life; who missed three of them is gone. */
const aliveMs = 5_000;
/** What was applied is served at once; nobody is told in the moment in which every process is busy with it. */
const quietMs = 50;
/** A process that ends does not wait longer to say so. */
const leaveMs = 1_000;

interface ReporterSettings {
  readonly fleet: FleetReports;
  readonly name?: string | undefined;
  readonly role?: ProcessReport["role"] | undefined;
  /** What the process serves now. */
  readonly read: () => Pick<ProcessReport, "revision" | "stateSource" | "problems">;
  readonly onProblem: (error: unknown) => void;
}

/** Tells the fleet what this process serves. Nothing waits for it, and it never fails. */
export class FleetReporter {
  readonly #settings: ReporterSettings;
  readonly #processId = randomUUID();
  readonly #timer: NodeJS.Timeout;
  readonly #sending = new DelayedRun(quietMs, () => this.#send());
  #appliedAt = performance.now();
  #wasHeard = false;
  #hasLeft = false;

  constructor(settings: ReporterSettings) {
    this.#settings = settings;
    this.#timer = setInterval(() => this.#sending.ask(), aliveMs).unref();
  }

  /** What is served changed. While a report is under way, the next one waits and tells the newest. */
  tell(): void {
    this.#appliedAt = performance.now();
    this.#sending.ask();
  }

  /** The process has joined what is live: the fleet knows of it at once. */
  join(): void {
    void this.#sending.now();
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    this.#hasLeft = true;
    // The store may be away: a process that says nothing more is soon forgotten.
    const leaving = this.#sending
      .now()
      .then(() => (this.#wasHeard ? this.#settings.fleet.leave(this.#processId) : undefined))
      .catch(() => {});
    await within(leaving, leaveMs);
  }

  async #send(): Promise<void> {
    const { fleet, name, role = "runtime", read, onProblem } = this.#settings;
    if (this.#hasLeft) return;
    const process = { processId: this.#processId, name: name ?? defaultName(), role };
    try {
      await fleet.report({ ...process, appliedAgoMs: this.#appliedAgoMs(), ...read() });
      this.#wasHeard = true;
    } catch (error) {
      onProblem(error);
    }
  }

  #appliedAgoMs(): number {
    return performance.now() - this.#appliedAt;
  }
}

function defaultName(): string {
  return `${hostname()}:${process.pid}`;
}
