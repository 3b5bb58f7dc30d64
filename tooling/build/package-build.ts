import { defineConfig } from "tsup";

/** The one build of every package: bundled ESM JavaScript; `tsc` emits the declarations beside it. */
export function packageBuild(entry: string[]) {
  return defineConfig({
    entry,
    format: "esm",
    target: "node22",
    platform: "node",
    dts: false,
    sourcemap: true,
    clean: true,
    splitting: true,
    // A bundle of users has no folder of ours to read from.
    loader: { ".sql": "text" },
    silent: true,
  });
}
