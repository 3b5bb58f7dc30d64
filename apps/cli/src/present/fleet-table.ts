import type { FleetMember } from "@promptrail/core/lifecycle";
import type { Terminal } from "../terminal.js";
import { toOneLine } from "../terminal.js";
import { describeMilliseconds } from "./describe-time.js";
import { formatTable } from "./table.js";

/** A line for each process: what it serves, and since when. Their names and problems come from elsewhere. */
export function formatFleet(
  members: readonly FleetMember[],
  { colors, columns }: Pick<Terminal, "colors" | "columns">,
): string {
  const head = ["PROCESS", "ROLE", "REVISION", "APPLIED AFTER", "FROM", ""].map(colors.bold);
  const rows = members
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, role, revision, appliedAfterMs, stateSource, problems }) => [
      toOneLine(name),
      role,
      String(revision),
      appliedAfterMs === null ? "–" : describeMilliseconds(appliedAfterMs),
      stateSource.replaceAll("_", " "),
      colors.yellow(toOneLine(problems.join(", "))),
    ]);
  return formatTable({ head, rows }, columns);
}
