import type { CallGap, CallIntent, LoggedCall, OpenCallSpool } from "@promptrail/core/call-log";
import type { Clock } from "./clock.js";
import type { Intake } from "./journal/intake.js";
import type { Inheritance } from "./owner/inheritance.js";
import type { Shipper } from "./ship/shipper.js";

/** So often a process shows that it lives, and looks for owners that do not. */
export const beatMs = 5_000;

interface OpenSpoolParts {
  readonly clock: Clock;
  readonly intake: Intake;
  readonly inheritance: Inheritance;
  readonly shipper: Shipper;
  /** The error as callers of this spool are told it. */
  readonly toProblem: (error: unknown) => unknown;
  readonly onProblem: (error: unknown) => void;
}

/** A spool that is open in this process. */
export class OpenSpool implements OpenCallSpool {
  readonly #parts: OpenSpoolParts;
  #cancelBeat: () => void = () => {};
  #closing: Promise<void> | null = null;

  constructor(parts: OpenSpoolParts) {
    this.#parts = parts;
    this.#beat();
  }

  get waiting(): OpenCallSpool["waiting"] {
    const { intake, inheritance } = this.#parts;
    const { segments } = intake.journal;
    const calls = segments.reduce((sum, each) => sum + each.calls, 0);
    const bytes = segments.reduce((sum, { size, shipped }) => sum + size - shipped, 0);
    return {
      calls: intake.taken + calls + inheritance.calls,
      bytes: bytes + inheritance.bytes,
    };
  }

  start(call: CallIntent): void {
    this.#parts.intake.start(call);
  }

  add(call: LoggedCall): void {
    this.#parts.intake.take(call);
  }

  settle(id: string): void {
    this.#parts.intake.take({ settled: id });
  }

  lose({ reason, lost, family, lane, count, from, to }: CallGap): void {
    this.#parts.intake.lose({ reason, lost, family, lane, count, from, to });
  }

  async sync(): Promise<void> {
    try {
      await this.#parts.intake.sync();
    } catch (error) {
      throw this.#parts.toProblem(error);
    }
  }

  async flush(): Promise<void> {
    const { intake, shipper } = this.#parts;
    // It was reported; what is on disk can go all the same.
    await intake.sync().catch(() => {});
    await shipper.ship();
  }

  close(withinMs: number): Promise<void> {
    this.#closing ??= this.#close(withinMs);
    return this.#closing;
  }

  async #close(withinMs: number): Promise<void> {
    const { clock, intake, shipper, onProblem } = this.#parts;
    this.#cancelBeat();
    const ended = this.#bringAll();
    let cancel = (): void => {};
    const late = new Promise<void>((resolve) => {
      cancel = clock.after({ ms: withinMs, holds: true }, resolve);
    });
    await Promise.race([ended, late]);
    cancel();
    shipper.stop();
    const { journal } = intake;
    journal.close();
    try {
      if (this.#isEmpty()) journal.folder.remove();
      else journal.folder.release();
    } catch (error) {
      onProblem(error);
    }
  }

  async #bringAll(): Promise<void> {
    const { intake, shipper, onProblem } = this.#parts;
    await intake.close().catch(onProblem);
    await shipper.ship();
  }

  #isEmpty(): boolean {
    const { intake, inheritance } = this.#parts;
    return (
      intake.openCalls + intake.taken + inheritance.estates.length === 0 &&
      intake.journal.segments.every(({ size, shipped }) => shipped >= size)
    );
  }

  /** Shows that this process lives, and takes over from those that do not. */
  #beat(): void {
    const { clock, intake, inheritance, shipper, onProblem } = this.#parts;
    try {
      intake.journal.folder.beat();
    } catch (error) {
      onProblem(error);
    }
    if (inheritance.look(intake.journal.folder)) shipper.wake();
    void intake.verify().catch(() => {});
    this.#cancelBeat = clock.after({ ms: beatMs }, () => this.#beat());
  }
}
