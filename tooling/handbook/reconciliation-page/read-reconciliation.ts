import { readFile } from "node:fs/promises";

const tablePath = "../../../packages/core/src/lifecycle/reconciliation.json";

/** The table that core's tests run, as it stands in its file. */
export async function readReconciliation(): Promise<unknown> {
  const parsed: unknown = JSON.parse(await readFile(new URL(tablePath, import.meta.url), "utf8"));
  return parsed;
}
