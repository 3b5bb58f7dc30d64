import { type Release, releaseAll } from "./release-all.js";

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
