/**
 * Runs what is somebody else's and may fail, at once or as a promise: nothing is thrown and nothing awaited. The
 * first failure is told; what is broken for good must not fill the log.
 */
export function createGuard(tell: (error: unknown) => void): (run: () => unknown) => void {
  let isTold = false;
  const fail = (error: unknown) => {
    if (isTold) return;
    isTold = true;
    tell(error);
  };
  return (run) => {
    try {
      const returned = run();
      if (isThenable(returned)) returned.then(undefined, fail);
    } catch (error) {
      fail(error);
    }
  };
}

/** A promise of another library is one, too. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (typeof value !== "object" || value === null || !("then" in value)) return false;
  return typeof value.then === "function";
}
