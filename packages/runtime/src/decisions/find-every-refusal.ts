import { isPromptrailError, PromptrailError } from "@promptrail/core";

/**
 * Runs all of `checks`, where a decision would end at the first that refuses.
 *
 * @returns what the last one gives.
 * @throws PromptrailError what the one that refuses throws; where several do, one error with the code of the first
 * and all of them in its message and as `refusals` in its data.
 */
export async function findEveryRefusal<Result>(
  checks: readonly (() => Promise<unknown>)[],
  last: () => Promise<Result>,
): Promise<Result> {
  const refusals: PromptrailError[] = [];
  for (const check of checks) {
    const refusal = await findRefusal(check);
    if (refusal !== null) refusals.push(refusal);
  }
  const [first] = refusals;
  if (first === undefined) return await last();
  const further = await findRefusal(last);
  if (further !== null) refusals.push(further);
  if (refusals.length === 1) throw first;
  throw new PromptrailError(
    first.code,
    refusals.map(({ message }) => message).join(" Also: "),
    { ...first.data, refusals: refusals.map(({ code, message }) => ({ code, message })) },
    first,
  );
}

async function findRefusal(check: () => Promise<unknown>): Promise<PromptrailError | null> {
  try {
    await check();
    return null;
  } catch (error) {
    if (isPromptrailError(error)) return error;
    throw error;
  }
}
