/** A function that never throws. Its first failure is told; a broken provider must not fill the log. */
export function tellOnce<Values extends readonly unknown[]>(
  run: (...values: Values) => void,
  tell: (error: unknown) => void,
): (...values: Values) => void {
  let isTold = false;
  return (...values) => {
    try {
      run(...values);
    } catch (error) {
      if (isTold) return;
      isTold = true;
      tell(error);
    }
  };
}
