import { AlphaSpending } from "../confirm/answer-evidence.js";
import type { DrawnInput } from "../inputs/fuzz-input.js";
import type { AskedAnswers } from "./asked-answers.js";
import { findSuspects, type Suspect, type Tried } from "./find-suspects.js";
import { FuzzEnd } from "./fuzz-end.js";
import { type ConfirmedFailure, type Settled, settleSuspect } from "./settle-suspect.js";
import type { Tallies } from "./tallies.js";

/** The same whatever runs at once, so that a seed leads to the same inputs. */
const batchSize = 8;
/** The chance that a run reports anything of a version on which nothing depends is at most this. */
export const fuzzAlpha = 0.05;
/** Inputs without anything to change cost nothing, and are passed over; but not without end. */
const mostDrawn = 5_000;

interface SweepSettings {
  readonly inputs: AsyncIterable<DrawnInput>;
  readonly answers: AskedAnswers;
  readonly tallies: Tallies;
  readonly seed: number;
  readonly allows: (context: object) => Promise<boolean>;
  /** Names of must-pass evals. */
  readonly mustPass: ReadonlySet<string>;
  readonly stop: AbortSignal;
  readonly onProgress: (found: number) => void;
}

/** What a run found. */
export interface Swept {
  readonly failures: readonly ConfirmedFailure[];
  /** Why it ended early; null where it came to its end. */
  readonly end: FuzzEnd | null;
  /** Failures that nobody asked again, since the run ended. */
  readonly open: number;
  /** The evidence at which another test would have confirmed. */
  readonly threshold: number;
  /** Inputs of which something was asked. */
  readonly drawn: Readonly<Record<DrawnInput["origin"], number>>;
}

/** Draws inputs, tries every relation on them, and settles each failure, until all relations have had their inputs. */
export async function sweep(settings: SweepSettings): Promise<Swept> {
  const { tallies, stop } = settings;
  const going = new Sweep(settings);
  let number = 0;
  for await (const batch of inBatches(settings.inputs, batchSize)) {
    if (stop.aborted) going.endBy(new FuzzEnd({ reason: "asked" }));
    if (going.isEnded || tallies.listOpen(0).length === 0 || number >= mostDrawn) break;
    await going.take(batch, number);
    number += batch.length;
  }
  return going.read();
}

class Sweep {
  readonly #settings: SweepSettings;
  readonly #spending = new AlphaSpending(fuzzAlpha);
  readonly #failures: ConfirmedFailure[] = [];
  readonly #drawn = { case: 0, changed_case: 0, schema: 0 };
  #end: FuzzEnd | null = null;
  #open = 0;

  constructor(settings: SweepSettings) {
    this.#settings = settings;
  }

  get isEnded(): boolean {
    return this.#end !== null;
  }

  endBy(end: FuzzEnd): void {
    this.#end ??= end;
  }

  read(): Swept {
    const { threshold } = this.#spending;
    const failures = this.#failures;
    return { failures, end: this.#end, open: this.#open, threshold, drawn: this.#drawn };
  }

  /** Tries all open relations on some inputs; the first has this number. */
  async take(batch: readonly DrawnInput[], first: number): Promise<void> {
    const { tallies, onProgress } = this.#settings;
    const asking = batch.map((drawn, at) => {
      const open = tallies.listOpen(at).map(({ tried }) => tried);
      const relations = open.filter((tried) => tried !== null);
      const wanted = { number: first + at, relations, isAlone: open.includes(null) };
      return findSuspects(drawn, wanted, this.#settings);
    });
    const suspects: Suspect[] = [];
    for (const [at, results] of (await Promise.all(asking)).entries()) {
      const tried = results.flatMap((result) => this.#readTried(result));
      const origin = batch[at]?.origin;
      const isUsed = tried.some(({ result }) => result !== "absent");
      if (isUsed && origin !== undefined) this.#drawn[origin] += 1;
      suspects.push(...tried.flatMap(({ suspect }) => suspect ?? []));
    }
    for (const suspect of suspects) await this.#settle(suspect);
    onProgress(this.#failures.length);
  }

  #readTried(result: PromiseSettledResult<Tried>): readonly Tried[] {
    if (result.status === "rejected") {
      this.endBy(requireEnd(result.reason));
      return [];
    }
    this.#settings.tallies.count(result.value);
    return [result.value];
  }

  /** One after the other: each test takes its part of alpha. */
  async #settle(suspect: Suspect): Promise<void> {
    const tally = this.#settings.tallies.of(suspect.tried);
    if (this.isEnded) this.#open += 1;
    if (this.isEnded || tally.isFound) return;
    const settled = await this.#ask(suspect);
    if (settled === null) {
      this.#open += 1;
      return;
    }
    if (settled.kind === "undecided") tally.undecided += 1;
    else tally.inputs += 1;
    if (settled.kind === "slip") tally.slips += 1;
    if (settled.kind !== "found") return;
    tally.isFound = true;
    this.#failures.push(settled.failure);
    if (settled.end !== null) this.endBy(settled.end);
    this.#settings.onProgress(this.#failures.length);
  }

  /** Null where nothing more may be asked. */
  async #ask(suspect: Suspect): Promise<Settled | null> {
    try {
      return await settleSuspect(suspect, { ...this.#settings, spending: this.#spending });
    } catch (error) {
      this.endBy(requireEnd(error));
      return null;
    }
  }
}

/** Throws what is none. */
function requireEnd(error: unknown): FuzzEnd {
  if (error instanceof FuzzEnd) return error;
  throw error;
}

async function* inBatches<Item>(
  source: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = [];
  for await (const item of source) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
