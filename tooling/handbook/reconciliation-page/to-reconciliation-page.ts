import { z } from "zod";

const conditionSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

const tableSchema = z.object({
  columns: z.record(z.string(), z.array(z.string())),
  impossible: z.array(z.object({ when: conditionSchema, why: z.string() })),
  rows: z.array(
    z.object({
      when: conditionSchema,
      outcome: z.string(),
      reason: z.string().optional(),
      ends_hold: z.boolean().default(false),
      why: z.string(),
    }),
  ),
});

type Condition = z.infer<typeof conditionSchema>;
type Row = z.infer<typeof tableSchema>["rows"][number];

/** What a column asks, in its own order. */
const questions: Readonly<Record<string, string>> = {
  sight: "Has the environment seen the family before?",
  generation:
    "The declaration's generation, against the recorded one. `waiting` is the recorded declaration itself, which waits and is looked at again.",
  live: "Is the declared version live already?",
  archived: "Is it archived here?",
  left: "Did a rollback leave it, with no promote since?",
  hold: "Does a rollback's hold stand?",
  acknowledged:
    "Does the lock file acknowledge a revision: none, one before the hold's, or the hold's or a later one?",
  evidence:
    "The deciding verdict for the declared content against the version that is live; or the family declares that it has no gate; or it has no suite.",
};

/** The page of the handbook that shows the table of `reconciliation.json`. */
export function toReconciliationPage(json: unknown): string {
  const { columns, impossible, rows } = tableSchema.parse(json);
  return [
    head,
    "## What is looked at\n",
    toTable(
      ["column", "question", "values"],
      Object.entries(columns).map(([name, values]) => [
        `\`${name}\``,
        questions[name] ?? "",
        values.map((value) => `\`${value}\``).join(" "),
      ]),
    ),
    "\n## What follows\n",
    "The first row that fits decides; a column that a row does not name may have any value.\n",
    toTable(
      ["", "when", "outcome", "why"],
      rows.map((row, index) => [
        String(index + 1),
        toConditions(row.when),
        toOutcome(row),
        row.why,
      ]),
    ),
    outcomes,
    "## What cannot occur\n",
    toTable(
      ["when", "why"],
      impossible.map(({ when, why }) => [toConditions(when), why]),
    ),
    "",
  ].join("\n");
}

const head = `# What a declaration does

A build declares, by its code and its lock file, which version of a family should be active; the store decides.
This page is the whole rule, written by \`node tooling/handbook/reconciliation-page/write-reconciliation-page.ts\` from
\`packages/core/src/lifecycle/reconciliation.json\`: change that file, not the page. A test of core runs the rules
on every combination that can occur and compares them with the table.
`;

const outcomes = `
- **first_seen**: the declared version is live, whatever its gate says.
- **nothing**: nothing is recorded. A \`deploy\` whose generation is not newer exits 1 where what it declares is not live.
- **records**: the declaration is the recorded one now; what is live stays.
- **activates**: the declared version is live.
- **pending**: the declaration is the recorded one and waits, with the reason; what is live stays. It is looked at
  again, as \`waiting\`, in the transaction of every later decision on the family and of every evidence saved for it.
- **ends the hold**: declarations count again. The mark of the version that the rollback left stays until a promote.
`;

function toConditions(when: Condition): string {
  return Object.entries(when)
    .map(([column, value]) => `${column}: ${[value].flat().join(" or ")}`)
    .join("; ");
}

function toOutcome({ outcome, reason, ends_hold }: Row): string {
  const words = reason === undefined ? `**${outcome}**` : `**${outcome}** (${reason})`;
  return ends_hold ? `${words}, **ends the hold**` : words;
}

function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
