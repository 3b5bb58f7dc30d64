import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The slice of a package.json that the checks read; each check reports what has another shape. */
export interface PackageManifest {
  readonly [field: string]: unknown;
  readonly name?: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: { readonly access?: string; readonly exports?: unknown };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface WorkspacePackage {
  /** Path from the repository's top: `packages/core`. */
  readonly folder: string;
  /** Name of the folder, which is the package's name without the scope. */
  readonly name: string;
  readonly manifest: PackageManifest;
}

/** All packages and apps of the workspace, without `tooling`. */
export function listWorkspacePackages(root: string): readonly WorkspacePackage[] {
  return ["packages", "apps"].flatMap((group) =>
    readFolder(join(root, group))
      .filter((name) => existsSync(join(root, group, name, "package.json")))
      .map((name) => ({
        folder: `${group}/${name}`,
        name,
        manifest: parseManifest(readFileSync(join(root, group, name, "package.json"), "utf8")),
      })),
  );
}

/** The packages that are published to npm. */
export function listPublishedPackages(root: string): readonly WorkspacePackage[] {
  return listWorkspacePackages(root).filter(({ manifest }) => manifest.private !== true);
}

export function parseManifest(text: string): PackageManifest {
  return JSON.parse(text) as PackageManifest;
}

function readFolder(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}
