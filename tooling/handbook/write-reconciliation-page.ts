import { writeFile } from "node:fs/promises";
import { readReconciliation } from "./reconciliation-page/read-reconciliation.ts";
import { toReconciliationPage } from "./reconciliation-page/to-reconciliation-page.ts";

/** `node tooling/handbook/write-reconciliation-page.ts`: writes `reconciliation.md` from core's table. */
await writeFile(
  new URL("reconciliation.md", import.meta.url),
  toReconciliationPage(await readReconciliation()),
);
