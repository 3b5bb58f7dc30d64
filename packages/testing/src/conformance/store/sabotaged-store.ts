import { memory } from "@promptrail/core";
import type { OpenStore, StatusStore } from "@promptrail/core/lifecycle";
import { type OpenEnvironment, runStoreCase, type StoreCase } from "./store-case.js";

/** The titles of the cases that a store fails. */
export async function findFailures(cases: readonly StoreCase[], opened: OpenEnvironment) {
  const failed: string[] = [];
  for (const each of cases) {
    await runStoreCase(each, opened).catch(() => failed.push(each.title));
  }
  return failed;
}

/** A store in memory whose status is changed. */
export function sabotageStatus(
  change: (status: StatusStore) => Partial<StatusStore>,
): OpenEnvironment {
  const sabotaged = memory();
  return async (environment) => {
    const opened = await sabotaged.open({ environment, projectFolder: "." });
    return { ...opened, status: { ...opened.status, ...change(opened.status) } };
  };
}

/** A store in memory that is changed. */
export function sabotage(change: (opened: OpenStore) => Partial<OpenStore>): OpenEnvironment {
  const sabotaged = memory();
  return async (environment) => {
    const opened = await sabotaged.open({ environment, projectFolder: "." });
    return { ...opened, ...change(opened) };
  };
}
