import { defineConfig } from "tsup";
import { ownDoor } from "./own-door.ts";

interface BuildSettings {
  /** An entry that is loaded alone more often than with the others. */
  readonly smallDoor?: string;
  /** A command that makes what else belongs into `dist`. */
  readonly onSuccess?: string;
}

/** The one build of every package: bundled ESM JavaScript; `tsc` emits the declarations beside it. */
export function packageBuild(entry: string[], { smallDoor, onSuccess = "" }: BuildSettings = {}) {
  return defineConfig({
    entry,
    format: "esm",
    target: "node22",
    platform: "node",
    dts: false,
    sourcemap: true,
    clean: true,
    // Files beside dist that a package names by a subpath import.
    external: [/^#/],
    splitting: true,
    // A bundle of users has no folder of ours to read from.
    loader: { ".sql": "text" },
    esbuildPlugins: smallDoor === undefined ? [] : [ownDoor(smallDoor)],
    silent: true,
    onSuccess: onSuccess === "" ? async () => {} : onSuccess,
  });
}
