import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Check, Finding } from "../finding.ts";
import { listWorkspacePackages, parseManifest } from "../repository/workspace-packages.ts";

const catalogRule = "Versions of dependencies stand in the catalog of pnpm-workspace.yaml alone";
const exactRule = "The catalog holds exact versions";

/** Every dependency is `catalog:` or `workspace:*`, and the catalog names one exact version each. */
export const checkDependencyVersions: Check = (root) => [
  ...manifestPlaces(root).flatMap((place) => checkManifest(root, place)),
  ...checkCatalog(root),
];

function manifestPlaces(root: string): readonly string[] {
  const packages = listWorkspacePackages(root).map(({ folder }) => `${folder}/package.json`);
  return ["package.json", "tooling/package.json", ...packages].filter((place) =>
    existsSync(join(root, place)),
  );
}

function checkManifest(root: string, place: string): readonly Finding[] {
  const manifest = parseManifest(readFileSync(join(root, place), "utf8"));
  const fields = [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    // A peer is the user's own install, and so a range, except for packages of ours.
    Object.fromEntries(
      Object.entries(manifest.peerDependencies ?? {}).filter(([name]) => isOurs(name)),
    ),
  ];
  return fields.flatMap((field) =>
    Object.entries(field ?? {})
      .filter(([name, version]) => version !== expectedVersion(name))
      .map(([name]) => ({
        rule: catalogRule,
        place,
        fix: `Set ${name} to "${expectedVersion(name)}".`,
      })),
  );
}

function isOurs(name: string): boolean {
  return name.startsWith("@promptrail/");
}

function expectedVersion(name: string): string {
  return isOurs(name) ? "workspace:*" : "catalog:";
}

function checkCatalog(root: string): readonly Finding[] {
  const place = "pnpm-workspace.yaml";
  const workspace: unknown = parse(readFileSync(join(root, place), "utf8"));
  const catalog =
    typeof workspace === "object" && workspace !== null && "catalog" in workspace
      ? Object.entries(workspace.catalog ?? {})
      : [];
  return catalog
    .filter(([, version]) => !/^\d+\.\d+\.\d+([-+][\w.-]+)?$/.test(String(version)))
    .map(([name, version]) => ({
      rule: exactRule,
      place,
      fix: `Replace "${name}: ${String(version)}" by one exact version.`,
    }));
}
