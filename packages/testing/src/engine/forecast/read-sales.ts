/** The past weekly sales in a user text, oldest first; empty where it holds none. */
export function readSales(user: string): readonly number[] {
  const lines = user.split("\n");
  const listed = lines.filter((line) => /sales|sold|units|history/i.test(line)).map(readNumbers);
  const longest = listed.reduce((best, found) => (found.length > best.length ? found : best), []);
  if (longest.length >= 2) return longest;
  const weeks = lines.flatMap((line) => {
    const [, value] =
      /^\s*(?:[-*•]\s*)?(?:week|w)\s*-?\d+\s*[:：=]\s*(-?[\d.]+)/iu.exec(line) ?? [];
    return value === undefined ? [] : [Number(value)];
  });
  return weeks.length >= 2 ? weeks : longest;
}

function readNumbers(line: string): readonly number[] {
  const values = line.slice(line.search(/[:：=[]/u) + 1);
  return (values.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
}

/** How many weeks are asked for; 4 unless the request says otherwise. */
export function readHorizon(text: string): number {
  const [, weeks] = /\bnext\s+(\w+)\s+weeks?/i.exec(text) ?? [];
  const named = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"].indexOf(
    weeks?.toLowerCase() ?? "",
  );
  const count = named > 0 ? named : Number(weeks ?? 4);
  return Number.isInteger(count) && count > 0 && count <= 52 ? count : 4;
}
