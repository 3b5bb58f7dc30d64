/** The counters of `loop` that need no object: their code, from the loop's index and length. */
export const loopMembers: Readonly<Record<string, (index: string, length: string) => string>> = {
  index: (index) => `(${index} + 1)`,
  index0: (index) => index,
  first: (index) => `(${index} === 0)`,
  last: (index, length) => `(${index} === ${length} - 1)`,
  length: (_index, length) => length,
  revindex: (index, length) => `(${length} - ${index})`,
  revindex0: (index, length) => `(${length} - ${index} - 1)`,
};

export const plainLoopMembers: ReadonlySet<string> = new Set(Object.keys(loopMembers));
