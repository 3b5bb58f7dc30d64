/** Does one work after the other, in the order in which they came. */
type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** For a store whose storage has no transactions of its own that wait for each other. */
export function oneAtATime(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work, work);
    last = next;
    return next;
  };
}
