import type { Finding } from "@promptrail/check";
import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError } from "@promptrail/core";
import { currencyFilter, type RenderPool } from "@promptrail/renderer";
import { openRenderPool } from "./render-pool.js";

/** The versions that a server renders between its requests, because their own filters or functions are in no filter module. */
export async function findFiltersInProcess(loaded: LoadedConfig): Promise<readonly Finding[]> {
  const { prompts, renderer } = loaded.config;
  // A renderer of the project's own renders where it wants to.
  if (renderer !== undefined) return [];
  const pool = await openRenderPool(loaded).catch((error: unknown) => {
    if (isPromptrailError(error)) return error;
    throw error;
  });
  if (isPromptrailError(pool)) {
    return [{ severity: "error", code: pool.code, message: pool.message }];
  }
  return prompts
    .filter(({ status }) => status !== "archived")
    .flatMap(({ key, filters, functions }) => {
      const missing = [
        ...filters
          .filter((filter) => isMissing(filter, pool))
          .map((one) => describe("filter", one)),
        ...functions
          .filter((own) => !pool.hasFunction(own))
          .map((one) => describe("function", one)),
      ];
      return missing.length === 0 ? [] : [toFinding(key, missing)];
    });
}

type Filter = LoadedConfig["config"]["prompts"][number]["filters"][number];

function isMissing(filter: Filter, pool: RenderPool): boolean {
  return filter.apply !== currencyFilter.apply && !pool.has(filter);
}

function describe(what: string, { name, version }: Pick<Filter, "name" | "version">): string {
  return `${what} "${name}" (version ${version})`;
}

function toFinding(key: string, missing: readonly string[]): Finding {
  const names = missing.join(", ");
  return {
    severity: "info",
    code: "filter_in_process",
    message: `${key} uses its own ${names}, which no module of filterModules exports, so promptrail serve renders it in its main thread and other requests wait. Export it from a module, and name the module in the config's filterModules.`,
  };
}
