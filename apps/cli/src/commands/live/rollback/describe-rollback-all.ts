import type { RollbackAllReport } from "@promptrail/core";
import { listSome } from "@promptrail/core/portable";
import { quoteWord } from "../../../present/quote-word.js";
import { formatTable } from "../../../present/table.js";
import { type Terminal, toOneLine } from "../../../terminal.js";
import type { AllRequest } from "./rollback-options.js";

type Told = Pick<Terminal, "colors" | "columns">;

/** `model "m" of provider "p" in production`. */
export function describeWhat({ model, provider }: AllRequest, environment: string): string {
  const named = [
    ...(model === undefined ? [] : [`model "${model}"`]),
    ...(provider === undefined ? [] : [`provider "${provider}"`]),
  ];
  return `${named.join(" of ")} in ${environment}`;
}

/** The command that goes on with a run, for a shell. */
export function describeRun(
  { model, provider, reason }: AllRequest,
  { key, environment }: { readonly key: string; readonly environment: string },
): string {
  // Pasted in another shell, it must be about the same environment, however that was named here.
  const named = { model, provider, reason, "idempotency-key": key, env: environment };
  const words = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name} ${quoteWord(value)}`],
  );
  return `\`promptrail rollback --all ${words.join(" ")}\``;
}

/** The families that a preview would roll back. */
export function listOpen({ rolledBack }: RollbackAllReport): RollbackAllReport["rolledBack"] {
  return rolledBack.filter(({ alreadyApplied }) => !alreadyApplied);
}

export function countFamilies(count: number): string {
  return `${count} ${count === 1 ? "family" : "families"}`;
}

/** What a run would do: each family with where it is and where it would go. */
export function describePreview(
  report: RollbackAllReport,
  { colors, columns }: Told,
): readonly string[] {
  const head = ["FAMILY", "ACTIVE", "ROLLED BACK TO"].map(colors.bold);
  const rows = listOpen(report).map(({ family, rolledBackFrom, rolledBackTo }) => [
    family,
    rolledBackFrom,
    colors.cyan(rolledBackTo),
  ]);
  return rows.length === 0 ? [] : [formatTable({ head, rows }, columns)];
}

/** What stays as it is, and why. */
export function describeLeft(
  { left }: RollbackAllReport,
  { colors, columns }: Told,
): readonly string[] {
  if (left.length === 0) return [];
  const head = ["FAMILY", "STAYS, BECAUSE"].map(colors.bold);
  const rows = left.map(({ family, reason }) => [family, toOneLine(reason)]);
  return [
    `${colors.red("✗")} ${countFamilies(left.length)} ${left.length === 1 ? "stays as it is" : "stay as they are"}:`,
    formatTable({ head, rows }, columns),
  ];
}

/** What was done before, and what the model is asked for beside it. */
export function describeBeside(report: RollbackAllReport, { colors }: Told): readonly string[] {
  const { rolledBack, asFallback } = report;
  const done = rolledBack.length - listOpen(report).length;
  return [
    ...(done === 0
      ? []
      : [`${countFamilies(done)} ${done === 1 ? "was" : "were"} rolled back already.`]),
    ...(asFallback.length === 0
      ? []
      : [
          `${colors.yellow("!")} ${countFamilies(asFallback.length)} ${asFallback.length === 1 ? "asks" : "ask"} it only as a fallback, and ${asFallback.length === 1 ? "is" : "are"} not rolled back: ${listSome(asFallback)}.`,
        ]),
  ];
}

/** Where nothing is on the model: perhaps its name is another one. */
export function describeNone({ activeModels }: RollbackAllReport, what: string): string {
  const models = activeModels.map(
    ({ provider, model, families }) => `${model} of ${provider} (${families})`,
  );
  const active = models.length === 0 ? "" : ` The active versions are on: ${listSome(models)}.`;
  return `No active version is on ${what}, so nothing was changed. Check the name.${active}`;
}
