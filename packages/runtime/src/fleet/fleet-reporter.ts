import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import type { FleetStore, ProcessReport } from "@promptrail/core";
import { within } from "../store/within.js";

/** A sign of life; who missed three of them is gone. */
const aliveMs = 5_000;
/** A process that ends does not wait longer to say so. */
const leaveMs = 1_000;

interface ReporterSettings {
  readonly fleet: Pick<FleetStore, "report" | "leave">;
  readonly name?: string | undefined;
  readonly role?: ProcessReport["role"] | undefined;
  /** What the process serves now. */
  readonly read: () => Pick<ProcessReport, "revision" | "stateSource" | "problems">;
  /** The store answered a sign of life. */
  readonly onAnswer: () => void;
  readonly onProblem: (error: unknown) => void;
}

/** Tells the fleet what this process serves. Nothing waits for it, and it never fails. */
export class FleetReporter {
  readonly #settings: ReporterSettings;
  readonly #processId = randomUUID();
  readonly #timer: NodeJS.Timeout;
  #sending: Promise<void> | null = null;
  #isStale = false;
  #hasLeft = false;

  constructor(settings: ReporterSettings) {
    this.#settings = settings;
    this.#timer = setInterval(() => this.tell(), aliveMs).unref();
  }

  /** What is served changed. While a report is under way, the next one waits and tells the newest. */
  tell(): void {
    this.#isStale = true;
    if (this.#hasLeft) return;
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
  }

  async leave(): Promise<void> {
    clearInterval(this.#timer);
    this.#hasLeft = true;
    // The store may be away: a process that says nothing more is soon forgotten.
    const leaving = (this.#sending ?? Promise.resolve())
      .then(() => this.#settings.fleet.leave(this.#processId))
      .catch(() => {});
    await within(leaving, leaveMs);
  }

  async #send(): Promise<void> {
    const { fleet, name, role = "runtime", read, onAnswer, onProblem } = this.#settings;
    while (this.#isStale && !this.#hasLeft) {
      this.#isStale = false;
      try {
        const process = { processId: this.#processId, name: name ?? defaultName(), role };
        await fleet.report({ ...process, ...read() });
        onAnswer();
      } catch (error) {
        onProblem(error);
      }
    }
  }
}

function defaultName(): string {
  return `${hostname()}:${process.pid}`;
}
