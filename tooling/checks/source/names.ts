import { basename } from "node:path";
import type { Check, Finding } from "../finding.ts";
import { listRepositoryFiles } from "../repository/repository-files.ts";

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const pythonName = /^_?[a-z0-9]+(_[a-z0-9]+)*(__)?\.py$/;
/** What `promptrail judge` names after a family and an eval. */
const judgeFile = /\/judges\/[a-z0-9_]+-[a-z0-9_]+\.(?:card\.json|labels\.jsonl)$/;
const conventionalNames: ReadonlySet<string> = new Set([
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "__snapshots__",
]);

/** Names that say nothing of what a file holds, alone or as the last word. */
const emptyName = /(^|-)(util|utils|helper|helpers|manager|managers)$|^(common|types)$/;

/** Names of files and folders: kebab-case, and after what they hold. */
export const checkNames: Check = (root) => {
  const paths = ["packages", "apps", "tooling"].flatMap((folder) =>
    listRepositoryFiles(root, folder).map(({ path }) => path),
  );
  const places = new Set(paths.flatMap(withParents));
  return [...places].flatMap((place) => checkName(place));
};

function withParents(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 2).join("/"));
}

function checkName(place: string): readonly Finding[] {
  const name = basename(place);
  // A dot file's name belongs to the tool that reads it.
  if (conventionalNames.has(name) || name.startsWith(".") || judgeFile.test(place)) return [];
  const findings: Finding[] = [];
  if (!kebabCase.test(name) && !pythonName.test(name)) {
    findings.push({
      rule: "Files and folders are named in kebab-case",
      place,
      fix: `Rename it to ${toKebabCase(name)}.`,
    });
  }
  const stem = name.split(".")[0] ?? "";
  if (emptyName.test(stem)) {
    findings.push({
      rule: "A file is named after its one main export, never utils, helpers, common, types or manager",
      place,
      fix: "Name it after what it holds; where it holds several things, give each a file.",
    });
  }
  return findings;
}

function toKebabCase(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/[_\s]+/g, "-")
    .toLowerCase();
}
