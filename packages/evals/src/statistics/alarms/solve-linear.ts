/** The x with `rows · x = right`: Gaussian elimination with the largest pivot of each column. For a matrix that is not singular. */
export function solveLinear(
  rows: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] {
  const size = rows.length;
  const table = rows.map((row, index) => Float64Array.of(...row, right[index] ?? 0));
  for (let pivot = 0; pivot < size; pivot += 1) {
    raisePivot(table, pivot);
    const top = table[pivot];
    for (let below = pivot + 1; below < size; below += 1) eliminate(table[below], top, pivot);
  }
  const solution = new Float64Array(size);
  for (let at = size - 1; at >= 0; at -= 1) {
    const row = table[at];
    let value = row?.[size] ?? 0;
    for (let column = at + 1; column < size; column += 1) {
      value -= (row?.[column] ?? 0) * (solution[column] ?? 0);
    }
    solution[at] = value / (row?.[at] ?? 1);
  }
  return [...solution];
}

function raisePivot(table: Float64Array[], pivot: number): void {
  const size = (row: number) => Math.abs(table[row]?.[pivot] ?? 0);
  let largest = pivot;
  for (let row = pivot + 1; row < table.length; row += 1)
    if (size(row) > size(largest)) largest = row;
  const [raised, lowered] = [table[largest], table[pivot]];
  if (raised === undefined || lowered === undefined) return;
  table[pivot] = raised;
  table[largest] = lowered;
}

function eliminate(
  row: Float64Array | undefined,
  top: Float64Array | undefined,
  pivot: number,
): void {
  if (row === undefined || top === undefined) return;
  const factor = (row[pivot] ?? 0) / (top[pivot] ?? 1);
  if (factor === 0) return;
  for (let column = pivot; column < row.length; column += 1) {
    row[column] = (row[column] ?? 0) - factor * (top[column] ?? 0);
  }
}
