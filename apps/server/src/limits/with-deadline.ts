import { PromptrailError } from "@promptrail/core";

/**
 * What `work` gives, or an error when it takes too long. The work itself goes on.
 *
 * @throws PromptrailError `store_unavailable`, which names `what` did not answer.
 */
export async function withDeadline<Value>(
  work: Promise<Value>,
  milliseconds: number,
  what: string,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(noAnswer(milliseconds, what)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function noAnswer(milliseconds: number, what: string): PromptrailError {
  return new PromptrailError(
    "store_unavailable",
    `${what} did not answer within ${milliseconds} ms. Try again.`,
    { waited_ms: milliseconds },
  );
}
