/** How a renderer runs its templates in a worker thread. */
export interface WorkerSettings {
  /** Milliseconds that one `compile` or `render` may take, without the worker's start. Default: 1000. */
  readonly deadlineMs?: number;
  /** Megabytes of the worker's heap, of which a context may take a quarter. Default: 256. */
  readonly memoryMb?: number;
  /**
   * Modules that the worker imports. Functions cannot be sent to a worker, so each own filter and function of a
   * template must be an export of one of them, with the same name and version.
   */
  readonly filterModules?: readonly (string | URL)[];
}

export const defaultWorkerSettings: Required<WorkerSettings> = {
  deadlineMs: 1000,
  memoryMb: 256,
  filterModules: [],
};
