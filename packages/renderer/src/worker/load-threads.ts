/** Loaded with the first worker: its import costs milliseconds, and most programs have none. */
export function loadThreads(): typeof import("node:worker_threads") {
  return process.getBuiltinModule("node:worker_threads");
}
