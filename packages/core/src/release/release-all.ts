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
