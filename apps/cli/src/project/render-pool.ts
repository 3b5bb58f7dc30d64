import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadedConfig } from "@promptrail/config";
import type { Renderer } from "@promptrail/core";
import { withReleases } from "@promptrail/core/lifecycle";
import { createRenderer, createRenderPool, type RenderPool } from "@promptrail/renderer";

/** A pool whose workers have the project's filter modules. Starts none of them yet. */
export function openRenderPool({ config, projectFolder }: LoadedConfig): Promise<RenderPool> {
  const filterModules = (config.filterModules ?? []).map((module) =>
    typeof module === "string" && !URL.canParse(module)
      ? pathToFileURL(resolve(projectFolder, module))
      : module,
  );
  return createRenderPool({ filterModules });
}

/** Runs `use` with the config's renderer, else with one whose dear templates render beside the caller. */
export async function withRenderPool<Result>(
  loaded: LoadedConfig,
  use: (renderer: Renderer) => Promise<Result>,
): Promise<Result> {
  if (loaded.config.renderer !== undefined) return use(loaded.config.renderer);
  return withReleases(async (keep) => {
    const pool = await openRenderPool(loaded);
    keep(() => pool.close());
    return use(createRenderer({ pool }));
  });
}
