import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readReconciliation } from "./read-reconciliation.ts";
import { toReconciliationPage } from "./to-reconciliation-page.ts";

test("the page on what a declaration does is the one that its table gives", async () => {
  const page = await readFile(new URL("../reconciliation.md", import.meta.url), "utf8");
  // Stale: run `node tooling/handbook/reconciliation-page/write-reconciliation-page.ts`.
  expect(page).toBe(toReconciliationPage(await readReconciliation()));
});

test("a row names its conditions, its outcome and whether it ends the hold", () => {
  const page = toReconciliationPage({
    columns: { hold: ["none", "stands"] },
    impossible: [],
    rows: [
      {
        when: { hold: "stands", evidence: ["pass", "no_gate"] },
        outcome: "pending",
        reason: "archived",
        ends_hold: true,
        why: "Because.",
      },
    ],
  });
  expect(page).toContain(
    "| 1 | hold: stands; evidence: pass or no_gate | **pending** (archived), **ends the hold** | Because. |",
  );
});
