/**
 * What a number is: `number` as it is · `share` 0.83 is 83 % · `points` a difference of shares, 0.05 is +5 · `usd` dollars · `ms`
 * milliseconds.
 */
export type Unit = "number" | "share" | "points" | "usd" | "ms";

/** A value as people read it. Numbers from a million on, and those below a thousandth, have three digits and a power. */
export function formatValue(value: number, unit: Unit, decimals?: number): string {
  switch (unit) {
    case "share":
      return `${formatNumber(value * 100, decimals ?? 1)} %`;
    case "points": {
      const points = formatNumber(value * 100, decimals ?? 1);
      return value > 0 && Number(points) !== 0 ? `+${points}` : points;
    }
    case "usd":
      return `$${formatNumber(value, decimals ?? decimalsFor(value))}`;
    case "ms":
      return formatDuration(value, decimals);
    case "number":
      return formatNumber(value, decimals ?? decimalsFor(value));
  }
}

function formatDuration(value: number, decimals: number | undefined): string {
  if (Math.abs(value) < 1_000) return `${formatNumber(value, decimals ?? 0)} ms`;
  return `${formatNumber(value / 1_000, decimals ?? 1)} s`;
}

function formatNumber(value: number, decimals: number): string {
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 10 ** -Math.max(decimals, 3) / 2)) {
    return toSigned(value.toExponential(2).replace(/\.?0+e/, "e"));
  }
  return toSigned(
    value.toLocaleString("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }),
  );
}

/** With a minus sign, which is as wide as a plus; zero has none. */
function toSigned(text: string): string {
  return /^-[0.]+$/.test(text) ? text.slice(1) : text.replaceAll("-", "\u2212");
}

/** Three significant digits, at most 8 decimals. */
function decimalsFor(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || Number.isInteger(value)) return 0;
  return Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(size))));
}
