import type { StatusSource } from "@promptrail/core/lifecycle";
import type { ProblemBoard } from "../problems/problem-board.js";
import type { Signal } from "../signal.js";

/** While the source is away, it is asked this often whether it is back. */
const probeMs = 5_000;

interface HealthPorts {
  readonly source: Pick<StatusSource, "readSnapshot">;
  readonly problems: ProblemBoard;
  /** Told whenever the source answers, whoever asked. */
  readonly answered: Signal;
  /** Told when it answers after it was away. */
  readonly returned: Signal;
}

/**
 * The one who knows whether what tells what is live is there. Whoever meets `store_unavailable` tells the
 * problem board; here it ends, with the first answer.
 */
export class SourceHealth {
  readonly #ports: HealthPorts;
  readonly #timer: NodeJS.Timeout;
  #isAsking = false;

  constructor(ports: HealthPorts) {
    this.#ports = ports;
    ports.answered.listen(() => {
      if (ports.problems.end("store_unavailable")) ports.returned.tell();
    });
    this.#timer = setInterval(() => void this.#probe(), probeMs).unref();
  }

  get isAway(): boolean {
    return this.#ports.problems.has("store_unavailable");
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #probe(): Promise<void> {
    if (!this.isAway || this.#isAsking) return;
    const { source, answered, problems } = this.#ports;
    this.#isAsking = true;
    try {
      await source.readSnapshot();
      answered.tell();
    } catch (error) {
      problems.tell(error);
    } finally {
      this.#isAsking = false;
    }
  }
}
