import type { Bound } from "@promptrail/core/lifecycle";

const tableHead = /^\| bound +\| value +\|/;

/** A bound as the page writes it: `1,000,000 bytes`. */
export function formatBound({ value, unit }: Bound): string {
  return `${value.toLocaleString("en-US")} ${unit}`;
}

/** The rows of every table on a page whose columns begin with `bound` and `value`, as [name, value]. */
export function readBounds(page: string): readonly (readonly [name: string, value: string])[] {
  const lines = page.split("\n");
  return lines.flatMap((line, at) => (tableHead.test(line) ? readRows(lines.slice(at + 2)) : []));
}

function readRows(lines: readonly string[]): readonly (readonly [string, string])[] {
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return lines.slice(0, end < 0 ? undefined : end).map((line) => {
    const [, name = "", value = ""] = line.split("|").map((cell) => cell.trim());
    return [name, value] as const;
  });
}
