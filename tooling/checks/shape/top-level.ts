import { readdirSync } from "node:fs";
import type { Check } from "../finding.ts";

const required: ReadonlySet<string> = new Set([
  ".changeset",
  ".ci",
  "LICENSE",
  "README.md",
  "apps",
  "package.json",
  "packages",
  "pnpm-lock.yaml",
  "pnpm-workspace.yaml",
  "tooling",
  "tsconfig.base.json",
  "turbo.json",
]);
const installed: ReadonlySet<string> = new Set(["coverage", "node_modules"]);

const rule = "The repository's top holds exactly the house's folders and files";

/** The names at the repository's top; dot files belong to tools and are free. */
export const checkTopLevel: Check = (root) => {
  const names = readdirSync(root);
  const missing = [...required]
    .filter((name) => !names.includes(name))
    .map((name) => ({ rule, place: name, fix: `Add ${name}: it is part of every clone.` }));
  const foreign = names
    .filter((name) => !required.has(name) && !installed.has(name) && !name.startsWith("."))
    .map((name) => ({ rule, place: name, fix: `Move ${name} to packages, apps or tooling.` }));
  return [...missing, ...foreign];
};
