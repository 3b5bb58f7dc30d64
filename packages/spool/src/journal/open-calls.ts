import type { CallIntent } from "@promptrail/core/call-log";
import type { OwnSegment } from "./journal.js";

/** A call that has begun and not come back. */
export interface OpenCall {
  readonly intent: CallIntent;
  /** Where its intent stands, and its number there; null where the disk did not take it. */
  readonly written: { readonly call: number; readonly segment: OwnSegment } | null;
}

/** The calls of this process that have begun and of which nothing else is written. */
export class OpenCalls {
  readonly #calls = new Map<string, OpenCall>();

  get size(): number {
    return this.#calls.size;
  }

  set(open: OpenCall): void {
    this.#calls.set(open.intent.id, open);
  }

  /** The number under which its intent is written; undefined where it is not. */
  findNumber(id: string): number | undefined {
    return this.#calls.get(id)?.written?.call;
  }

  delete(id: string): void {
    this.#calls.delete(id);
  }

  list(): readonly OpenCall[] {
    return [...this.#calls.values()];
  }

  listIn(segment: OwnSegment): readonly OpenCall[] {
    return this.list().filter(({ written }) => written?.segment === segment);
  }
}
