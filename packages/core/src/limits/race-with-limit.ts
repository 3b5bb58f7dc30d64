/**
 * What `work` gives, else after `limitMs` what `onLate` gives or throws. Throws what `work` throws by then.
 * The work itself goes on; what becomes of it later concerns nobody here.
 */
export async function raceWithLimit<Value, Late>(
  work: Promise<Value>,
  limitMs: number,
  onLate: () => Late,
): Promise<Value | Late> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<symbol>((resolve) => {
    timer = setTimeout(() => resolve(tooLate), limitMs);
  });
  try {
    const first = await Promise.race([work.then((value) => ({ value })), late]);
    return typeof first === "symbol" ? onLate() : first.value;
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = Symbol("too late");
