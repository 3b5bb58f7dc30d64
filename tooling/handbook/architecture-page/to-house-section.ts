import {
  isTestFile,
  isTypeScript,
  listRepositoryFiles,
} from "../../checks/repository/repository-files.ts";
import { findSourceImports } from "../../checks/repository/source-imports.ts";
import {
  listWorkspacePackages,
  type WorkspacePackage,
} from "../../checks/repository/workspace-packages.ts";
import { findFloors } from "./package-floors.ts";

/** The packages and their folders, drawn from what their source imports. */
export function toHouseSection(root: string): string {
  const packages = listWorkspacePackages(root);
  const imports = new Map(packages.map((each) => [each.name, findImports(root, each)]));
  return [
    "```mermaid",
    "flowchart TD",
    ...[...imports].flatMap(([name, targets]) =>
      targets
        .filter((target) => !isReachedBy(imports, name, target))
        .map((target) => `  ${name} --> ${target}`),
    ),
    "```",
    "",
    "Arrows that follow from others are left out. Inside of each package, the highest floor first; a folder imports from those after it:",
    "",
    "| package | folders |",
    "| ------- | ------- |",
    ...packages.flatMap(({ name, folder }) => {
      const floors = findFloors(root, folder);
      if (floors.flat().length === 0) return [];
      return [`| \`${name}\` | ${floors.map((floor) => floor.join(", ")).join(" → ")} |`];
    }),
  ].join("\n");
}

/** The packages of ours that the shipped source of one imports. */
function findImports(root: string, { folder, name }: WorkspacePackage): readonly string[] {
  const files = listRepositoryFiles(root, folder).filter(
    (file) => isTypeScript(file) && !isTestFile(file) && !file.path.includes("/starter/"),
  );
  const named = files.flatMap((file) =>
    findSourceImports(file.path, file.text()).map(
      ({ specifier }) => /^@promptrail\/([^/]+)/.exec(specifier)?.[1] ?? name,
    ),
  );
  return [...new Set(named)].filter((target) => target !== name).toSorted();
}

/** Whether one gets there by way of another, too. */
function isReachedBy(
  imports: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
): boolean {
  const reaches = (name: string): boolean =>
    imports.get(name)?.some((next) => next === to || reaches(next)) === true;
  return imports.get(from)?.some((next) => next !== to && reaches(next)) === true;
}
