import {
  type ErrorCode,
  isPromptrailError,
  type StatusProblem,
  type StatusProblemCode,
} from "@promptrail/core";
import { isError } from "@promptrail/core/errors";

interface Standing {
  readonly problem: StatusProblem<StatusProblemCode>;
  /** Every message that was told since the problem began: two that alternate are told once each. */
  readonly told: Set<string>;
}

/** Which errors of a source last, until it answers again. */
const standing: Partial<Record<ErrorCode, StatusProblemCode>> = {
  store_unavailable: "store_unavailable",
  server_unreachable: "store_unavailable",
  state_regression: "state_regression",
};

/** What is not well in a process now. Each problem is told once, until it ends or changes. */
export class ProblemBoard {
  readonly #standing = new Map<string, Standing>();
  readonly #onProblem: (error: unknown) => void;

  constructor(onProblem: (error: unknown) => void) {
    this.#onProblem = onProblem;
  }

  get current(): readonly StatusProblem<StatusProblemCode>[] {
    return [...this.#standing.values()].map(({ problem }) => problem);
  }

  has(code: StatusProblemCode): boolean {
    return this.current.some((problem) => problem.code === code);
  }

  /** Something went wrong in the background. Never throws. */
  readonly tell = (error: unknown): void => {
    const code = isPromptrailError(error) ? standing[error.code] : undefined;
    if (code === undefined || !isError(error)) this.#report(error);
    else this.stand(code, error);
  };

  /** A problem that lasts until `end` is called with the same code and subject. */
  stand(code: StatusProblemCode, error: Error, subject = ""): void {
    const key = `${code} ${subject}`;
    const told = this.#standing.get(key)?.told ?? new Set();
    this.#standing.set(key, { problem: { code, message: error.message }, told });
    if (told.has(error.message)) return;
    told.add(error.message);
    this.#report(error);
  }

  /** False where it did not stand. */
  end(code: StatusProblemCode, subject = ""): boolean {
    return this.#standing.delete(`${code} ${subject}`);
  }

  /** Ends the problems of a code whose subjects are not among those given. */
  endOthers(code: StatusProblemCode, subjects: ReadonlySet<string>): void {
    for (const key of this.#standing.keys()) {
      if (key.startsWith(`${code} `) && !subjects.has(key.slice(code.length + 1))) {
        this.#standing.delete(key);
      }
    }
  }

  #report(error: unknown): void {
    try {
      this.#onProblem(error);
    } catch {
      // An observer cannot break what it watches.
    }
  }
}
