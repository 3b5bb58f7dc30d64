import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import { listInstalledPackages } from "./list-installed-packages.ts";

export interface InstalledFolder {
  readonly folder: string;
  /** Names of all installed packages, with their scopes. */
  readonly packages: ReadonlySet<string>;
  readonly remove: () => void;
}

/**
 * Installs packages with plain npm in an empty folder outside of the workspace, as a user would.
 * What they need of each other must be among `names`: nothing of ours is fetched from the registry.
 *
 * @throws when a tarball is missing or npm fails, with what it printed.
 */
export async function installTarballs(
  tarballs: ReadonlyMap<string, string>,
  names: readonly string[],
): Promise<InstalledFolder> {
  const folder = mkdtempSync(join(tmpdir(), "promptrail-install-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const files = names.map((name) => tarballs.get(name) ?? missingTarball(name));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "install-check", private: true, type: "module" }),
  );
  const install = ["install", "--no-audit", "--no-fund", "--no-update-notifier", ...files];
  const { code, output } = await runCommand("npm", install, { cwd: folder });
  if (code !== 0) {
    remove();
    throw new Error(`npm could not install ${names.join(", ")}. It printed:\n${output}`);
  }
  return { folder, packages: listInstalledPackages(join(folder, "node_modules")), remove };
}

function missingTarball(name: string): never {
  throw new Error(`There is no tarball of ${name}: it is not a published package.`);
}
