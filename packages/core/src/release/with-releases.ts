/**
 * Runs `work`, and gives back all that it handed to `keep`, the last first, however it ends: so that nothing
 * that is taken outlives what it needs, whatever fails in between.
 *
 * @throws what `work` throws; else what the first release that failed threw.
 */
export async function withReleases<Result>(
  work: (keep: (release: Release) => void) => Promise<Result>,
): Promise<Result> {
  const steps: Release[] = [];
  let result: Result;
  try {
    result = await work((release) => void steps.unshift(release));
  } catch (error) {
    // Why the work failed is the news.
    await releaseAll(steps).catch(() => {});
    throw error;
  }
  await releaseAll(steps);
  return result;
}

/** Gives back one thing that was taken. */
export type Release = () => unknown;

/**
 * Gives back everything, one after the other, whatever fails of it: a step that throws is no reason to
 * keep what comes after it.
 *
 * @throws what the first step that failed threw, after the last one.
 */
export async function releaseAll(steps: readonly Release[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
