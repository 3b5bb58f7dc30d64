import { writeFile } from "node:fs/promises";
import { readReconciliation } from "./read-reconciliation.ts";
import { toReconciliationPage } from "./to-reconciliation-page.ts";

/** `node tooling/handbook/reconciliation-page/write-reconciliation-page.ts`: writes `reconciliation.md` from core's table. */
await writeFile(
  new URL("../reconciliation.md", import.meta.url),
  toReconciliationPage(await readReconciliation()),
);
