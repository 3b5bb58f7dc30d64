import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPublishedPackages } from "../../checks/repository/workspace-packages.ts";
import { repositoryRoot, runCommand } from "../run-command.ts";

export interface PackedPackages {
  /** Absolute path of each published package's tarball, by the package's name without the scope. */
  readonly tarballs: ReadonlyMap<string, string>;
  readonly remove: () => void;
}

/**
 * Packs every published package as `pnpm publish` would. The packages must be built.
 *
 * @param folder Where the tarballs go; default: a new one. What was in it is deleted.
 * @throws when pnpm fails or leaves a package out.
 */
export async function packPackages(
  folder = mkdtempSync(join(tmpdir(), "promptrail-packed-")),
): Promise<PackedPackages> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const published = listPublishedPackages(repositoryRoot);
  const filters = published.map(({ folder: path }) => `--filter=./${path}`);
  const { code, output } = await runCommand("pnpm", [
    "--recursive",
    ...filters,
    "pack",
    `--pack-destination=${folder}`,
  ]);
  const files = readdirSync(folder);
  const tarballs = new Map(
    published.flatMap(({ name, manifest }) => {
      const file = `promptrail-${name}-${String(manifest["version"])}.tgz`;
      return files.includes(file) ? [[name, join(folder, file)] as const] : [];
    }),
  );
  if (code !== 0 || tarballs.size !== published.length) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`pnpm pack did not pack every package. It printed:\n${output}`);
  }
  writeFileSync(join(folder, "pnpm-workspace.yaml"), toWorkspace(tarballs));
  return { tarballs, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Where pnpm finds what the packages need of each other, which is not in the registry; npm finds it at the top. */
function toWorkspace(tarballs: PackedPackages["tarballs"]): string {
  const lines = [...tarballs].map(([name, file]) => `  "@promptrail/${name}": "file:${file}"\n`);
  return `overrides:\n${lines.join("")}`;
}
