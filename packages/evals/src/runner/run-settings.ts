import type { Dataset, Suite } from "@promptrail/core";
import type { Progress } from "./progress.js";

/** What a run of one version and a run of two have in common. */
export interface RunSettings<Result> {
  readonly suite: Suite & { readonly concurrency?: number };
  /** How many calls run at once. Default: the suite's, else 8. */
  readonly concurrency?: number;
  /** Stops the run: nothing new begins, what runs is finished, the rest is reported as missing. */
  readonly signal?: AbortSignal;
  /** Cuts what runs, too: `run` gets this signal, and a case that it cuts is missing. */
  readonly abandon?: AbortSignal;
  /** Results of an earlier run of the same suite, dataset and versions: only errored cases of it run again. */
  readonly previous?: Iterable<Result>;
  /** Called after each case. What it throws is ignored: who watches a run cannot break it. */
  readonly onProgress?: (progress: Progress) => void;
  /** Called with each finished case, one at a time, before the next is begun in its place: a journal's `append`. */
  readonly onResult?: (result: Result) => void | Promise<void>;
}

interface FilledSettings<Result>
  extends Required<
    Pick<RunSettings<Result>, "concurrency" | "abandon" | "previous" | "onProgress" | "onResult">
  > {
  readonly dataset: Dataset;
  /** Fires where the run is stopped or abandoned. */
  readonly stop: AbortSignal;
}

/** Settings with their defaults. */
export function fillRunSettings<Result>(settings: RunSettings<Result>): FilledSettings<Result> {
  const never = new AbortController().signal;
  const abandon = settings.abandon ?? never;
  return {
    dataset: settings.suite.dataset,
    concurrency: settings.concurrency ?? settings.suite.concurrency ?? 8,
    stop: AbortSignal.any([settings.signal ?? never, abandon]),
    abandon,
    previous: settings.previous ?? [],
    onProgress: (progress: Progress) => watch(() => settings.onProgress?.(progress)),
    onResult: settings.onResult ?? (() => {}),
  };
}

function watch(tell: () => void): void {
  try {
    tell();
  } catch {
    // Documented at `onProgress`.
  }
}
