import type { ReportStyle } from "@promptrail/evals/run";
import type { Terminal } from "../terminal.js";

export function toReportStyle({
  colors,
  columns,
}: Pick<Terminal, "colors" | "columns">): ReportStyle {
  return {
    columns,
    good: colors.green,
    bad: colors.red,
    warn: colors.yellow,
    dim: colors.dim,
    strong: colors.bold,
  };
}
