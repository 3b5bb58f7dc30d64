import { isError } from "@promptrail/core/errors";

/**
 * How one eval ends, with the signals of it. They are made when somebody looks at them: most evals do not, and to make them
 * would cost more than what most evals compute.
 */
export class EvalEnd {
  readonly #cut = new LateSignal();
  readonly #over = new LateSignal();
  readonly #race = Promise.withResolvers<never>();

  /** Rejects where the eval is cut. */
  get whenCut(): Promise<never> {
    return this.#race.promise;
  }

  /** Fires where the eval is cut. */
  get cutSignal(): AbortSignal {
    return this.#cut.signal;
  }

  /** Fires where the eval is over, in whichever way. */
  get overSignal(): AbortSignal {
    return this.#over.signal;
  }

  cut(reason: unknown): void {
    this.#cut.fire(reason);
    this.#over.fire(reason);
    this.#race.reject(isError(reason) ? reason : new Error(String(reason)));
  }

  finish(): void {
    this.#over.fire(undefined);
  }
}

class LateSignal {
  #controller: AbortController | null = null;
  #fired: { readonly reason: unknown } | null = null;

  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#fired !== null) this.#controller.abort(this.#fired.reason);
    }
    return this.#controller.signal;
  }

  /** The first time counts. */
  fire(reason: unknown): void {
    if (this.#fired !== null) return;
    this.#fired = { reason };
    this.#controller?.abort(reason);
  }
}
