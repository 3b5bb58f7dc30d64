import { PromptrailError } from "@promptrail/core";
import { versionKey } from "@promptrail/core/portable";
import { type Admission, Breaker, type CallEnd, windowMs } from "../traffic/breaker.js";

/** A version that runs beside the calls of its family. */
export interface ShadowVersion {
  readonly family: string;
  readonly version: number;
}

const toKey = ({ family, version }: ShadowVersion) => versionKey(family, version);

/**
 * A circuit breaker for each shadow version. One that fails is soon known to fail: what it does then takes time and money from
 * production, and floods the log. Unlike a model's breaker it counts every failure, the version's own faults too.
 */
export class ShadowBreakers {
  readonly #breakers = new Map<string, Breaker>();
  readonly #onProblem: (error: unknown) => void;

  constructor(onProblem: (error: unknown) => void) {
    this.#onProblem = onProblem;
  }

  isPaused(shadow: ShadowVersion, now: number): boolean {
    return this.#breakers.get(toKey(shadow))?.isPaused(now) ?? false;
  }

  /** What a run counts as that is made, since its version is not left alone. */
  admit(shadow: ShadowVersion, now: number): Admission {
    return this.#of(shadow).admit(now);
  }

  /** Counts the end of a run that was made. */
  note(shadow: ShadowVersion, admitted: Admission, end: CallEnd, now: number): void {
    if (admitted !== "call" && admitted !== "probe") return;
    const breaker = this.#of(shadow);
    if (breaker.note(admitted, end, now)) this.#onProblem(paused(shadow, breaker));
  }

  #of(shadow: ShadowVersion): Breaker {
    const name = toKey(shadow);
    let breaker = this.#breakers.get(name);
    if (breaker === undefined) {
      breaker = new Breaker();
      this.#breakers.set(name, breaker);
    }
    return breaker;
  }
}

function paused(shadow: ShadowVersion, { counts }: Breaker): PromptrailError {
  const { family, version } = shadow;
  const { failed, ended } = counts;
  return new PromptrailError(
    "unavailable",
    `${failed} of the last ${ended} shadow runs of ${toKey(shadow)} failed within ${windowMs / 1_000} s, so this process makes no more of them, but one now and then to see whether it answers again. Calls are not touched. Look at its records: promptrail calls --family ${family} --lane shadow.`,
    { family, version, failed, ended },
  );
}
