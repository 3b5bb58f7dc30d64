import { mkdtempSync, readdirSync, rmSync } from "node:fs";
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
 * @throws when pnpm fails or leaves a package out.
 */
export async function packPackages(): Promise<PackedPackages> {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-packed-"));
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
  return { tarballs, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
