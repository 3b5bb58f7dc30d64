import { posix } from "node:path";
import type { Check, Finding } from "../finding.ts";
import {
  isTestFile,
  listRepositoryFiles,
  placeOf,
  type RepositoryFile,
} from "../repository/repository-files.ts";
import { findSourceImports, type SourceImport } from "../repository/source-imports.ts";
import { listWorkspacePackages, type WorkspacePackage } from "../repository/workspace-packages.ts";
import { layerTable, listForTests } from "./layer-table.ts";

const scope = "@promptrail/";
const layerRule = "A package imports only what its row of the layer table lists";
const pathRule = "Packages import each other by the paths that they export, never by file";
const sourceFile = /\.(ts|mts|tsx|mjs|js)$/;
/** What `promptrail init` writes is a user's project, which may import every package. */
const starterProject = "apps/cli/starter/";

/** What a test or a build configuration may reach outside its own package by a relative path. */
const sharedFolders = { test: "tooling/test/", build: "tooling/build/" } as const;

/** Every import of ours in every source file against the layer table and the exports. */
export const checkLayerImports: Check = (root) => {
  const packages = new Map(listWorkspacePackages(root).map((each) => [each.name, each]));
  return [...packages.values()].flatMap((importer) =>
    listRepositoryFiles(root, importer.folder)
      .filter(({ path }) => sourceFile.test(path) && !path.startsWith(starterProject))
      .flatMap((file) => checkFile(file, importer, packages)),
  );
};

function checkFile(
  file: RepositoryFile,
  importer: WorkspacePackage,
  packages: ReadonlyMap<string, WorkspacePackage>,
): readonly Finding[] {
  const text = file.text();
  return findSourceImports(file.path, text).flatMap((each) => {
    const problem = each.specifier.startsWith(".")
      ? findPathProblem(each.specifier, file, importer)
      : findLayerProblem(each, file, importer, packages);
    return problem === null ? [] : [{ ...problem, place: placeOf(file.path, text, each.offset) }];
  });
}

type Problem = Omit<Finding, "place"> | null;

function findPathProblem(
  specifier: string,
  file: RepositoryFile,
  importer: WorkspacePackage,
): Problem {
  const target = posix.normalize(posix.join(posix.dirname(file.path), specifier));
  if (target.startsWith(`${importer.folder}/`)) return null;
  if (isTestFile(file) && target.startsWith(sharedFolders.test)) return null;
  if (file.path.endsWith(".config.ts") && target.startsWith(sharedFolders.build)) return null;
  return { rule: pathRule, fix: `Import the package that owns ${target} by its name.` };
}

function findLayerProblem(
  { specifier, isDynamic }: SourceImport,
  file: RepositoryFile,
  importer: WorkspacePackage,
  packages: ReadonlyMap<string, WorkspacePackage>,
): Problem {
  if (!specifier.startsWith(scope)) return null;
  const [name = "", ...rest] = specifier.slice(scope.length).split("/");
  const entry = [name, ...rest].join("/");
  const row = layerTable[importer.name];
  const target = packages.get(name);
  const isListed =
    row?.imports.includes(name) === true ||
    row?.imports.includes(entry) === true ||
    (isDynamic && row?.optionalPeers?.includes(name) === true) ||
    (isTestFile(file) && isForTests(name, importer.name));
  if (!isListed) {
    const list = row?.imports.join(", ") || "none of ours";
    return {
      rule: layerRule,
      fix: `Do without ${specifier}: ${importer.name} may import ${list}.`,
    };
  }
  const path = rest.length === 0 ? "." : `./${rest.join("/")}`;
  if (target?.manifest.exports?.[path] !== undefined) return null;
  const exported = Object.keys(target?.manifest.exports ?? {}).join(", ");
  return {
    rule: pathRule,
    fix: `${scope}${name} does not export ${path}; it exports ${exported}.`,
  };
}

function isForTests(name: string, importer: string): boolean {
  return name === importer || listForTests(importer).includes(name);
}
