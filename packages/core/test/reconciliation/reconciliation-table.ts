import { readFileSync } from "node:fs";
import { z } from "zod";

const columns = {
  sight: ["first", "known"],
  generation: ["older", "same", "newer", "waiting"],
  live: ["no", "yes"],
  archived: ["no", "yes"],
  left: ["no", "yes"],
  hold: ["none", "stands"],
  acknowledged: ["no", "too_old", "yes"],
  evidence: ["pass", "fail", "inconclusive", "none", "no_gate", "no_suite"],
} as const;

export type Cell = {
  readonly [Column in keyof typeof columns]: (typeof columns)[Column][number];
};

function oneOrMore<const Values extends readonly [string, ...string[]]>(values: Values) {
  const value = z.enum(values);
  return z.union([value, z.array(value)]).optional();
}

const conditionSchema = z.strictObject({
  sight: oneOrMore(columns.sight),
  generation: oneOrMore(columns.generation),
  live: oneOrMore(columns.live),
  archived: oneOrMore(columns.archived),
  left: oneOrMore(columns.left),
  hold: oneOrMore(columns.hold),
  acknowledged: oneOrMore(columns.acknowledged),
  evidence: oneOrMore(columns.evidence),
});

const rowSchema = z.strictObject({
  when: conditionSchema,
  outcome: z.enum(["first_seen", "nothing", "records", "activates", "pending"]),
  reason: z
    .enum([
      "archived",
      "rolled_back",
      "hold",
      "gate_failed",
      "gate_inconclusive",
      "no_evidence",
      "no_suite",
    ])
    .optional(),
  ends_hold: z.boolean().default(false),
  why: z.string().min(1),
});

const tableSchema = z.strictObject({
  columns: z.record(z.string(), z.array(z.string())),
  impossible: z.array(z.strictObject({ when: conditionSchema, why: z.string().min(1) })),
  rows: z.array(rowSchema),
});

type Condition = z.infer<typeof conditionSchema>;
export type Row = z.infer<typeof rowSchema>;
export type PendingReason = NonNullable<Row["reason"]>;

/** What a declaration does, as data: the first row that fits a cell is its outcome. */
export const table = tableSchema.parse(
  JSON.parse(
    readFileSync(new URL("../../src/lifecycle/reconciliation.json", import.meta.url), "utf8"),
  ),
);

/** The columns that this file reads, which are those of the table. */
export const knownColumns: Readonly<Record<string, readonly string[]>> = columns;

/** Every combination of the columns' values that can occur. */
export function listCells(): readonly Cell[] {
  return listCombinations().filter(
    (cell) => !table.impossible.some(({ when }) => fits(when, cell)),
  );
}

export function findRow(cell: Cell): Row | undefined {
  return table.rows.find(({ when }) => fits(when, cell));
}

function listCombinations(): readonly Cell[] {
  return columns.sight.flatMap((sight) =>
    columns.generation.flatMap((generation) =>
      columns.live.flatMap((live) =>
        columns.archived.flatMap((archived) =>
          columns.left.flatMap((left) =>
            columns.hold.flatMap((hold) =>
              columns.acknowledged.flatMap((acknowledged) =>
                columns.evidence.map((evidence) => ({
                  sight,
                  generation,
                  live,
                  archived,
                  left,
                  hold,
                  acknowledged,
                  evidence,
                })),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function fits(when: Condition, cell: Cell): boolean {
  return (
    includes(when.sight, cell.sight) &&
    includes(when.generation, cell.generation) &&
    includes(when.live, cell.live) &&
    includes(when.archived, cell.archived) &&
    includes(when.left, cell.left) &&
    includes(when.hold, cell.hold) &&
    includes(when.acknowledged, cell.acknowledged) &&
    includes(when.evidence, cell.evidence)
  );
}

/** A column that a row does not name takes any value. */
function includes<Value extends string>(
  wanted: Value | readonly Value[] | undefined,
  value: Value,
): boolean {
  return (
    wanted === undefined || (Array.isArray(wanted) ? wanted.includes(value) : wanted === value)
  );
}
