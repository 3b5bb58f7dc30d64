import { PromptrailError } from "@promptrail/core";

/** Longer than a cold disk and many files take. */
const slowMs = 5_000;
/** What has not come by then was never going to: nothing but a `await` of the project's own takes so long. */
const longestMs = 120_000;

interface ImportInTimeSettings<Value> {
  readonly path: string;
  readonly load: () => Promise<Value>;
  /** Told once, after 5 s. */
  readonly onSlow: ((message: string) => void) | undefined;
}

/**
 * What `load` gives, which imports the module of a file. Its timers keep the process alive: one that waits for what
 * never comes would else end as if all were well.
 *
 * @throws PromptrailError `config_invalid` after two minutes; what `load` throws.
 */
export async function importInTime<Value>({
  path,
  load,
  onSlow,
}: ImportInTimeSettings<Value>): Promise<Value> {
  const late = Promise.withResolvers<never>();
  const told = setTimeout(() => {
    onSlow?.(`${path} is still being loaded after ${slowMs / 1_000} s: ${holder}.`);
  }, slowMs);
  const ended = setTimeout(() => {
    const message = `${path} was not loaded within ${longestMs / 1_000} s: ${holder}. Give what it waits for a time limit, or move it into a function that runs later.`;
    late.reject(new PromptrailError("config_invalid", message, { file: path }));
  }, longestMs);
  try {
    return await Promise.race([late.promise, load()]);
  } finally {
    clearTimeout(told);
    clearTimeout(ended);
  }
}

const holder = "a top-level `await` in it, or in a file that it imports, has not ended";
