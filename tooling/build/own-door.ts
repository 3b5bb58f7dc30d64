import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * What the entry `door` exports from other files stands in the door's own output, from which the other entries of
 * the build import it. Without this, each such file becomes a chunk of its own, and a process that needs the door
 * alone reads one small file after the other.
 */
export function ownDoor(door: string): Plugin {
  const entry = resolve(door);
  const source = readFileSync(entry, "utf8");
  const files = new Set(
    [...source.matchAll(/from "(.+)\.js"/g)].map(([, path = ""]) =>
      resolve(dirname(entry), `${path}.ts`),
    ),
  );
  return {
    name: "own-door",
    setup(build) {
      build.onResolve({ filter: /^\..*\.js$/ }, ({ path, importer, resolveDir }) => {
        const isInside = importer === entry || files.has(importer);
        if (isInside || !files.has(resolve(resolveDir, path.replace(/\.js$/, ".ts")))) return null;
        const output = basename(entry).replace(/\.ts$/, ".js");
        return { path: `./${output}`, external: true, sideEffects: false };
      });
    },
  };
}
