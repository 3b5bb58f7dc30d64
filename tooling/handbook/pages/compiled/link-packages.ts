import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { listPublishedPackages } from "../../../checks/repository/workspace-packages.ts";
import { repositoryRoot } from "../../../run/run-command.ts";

/** Gives a folder what a reader has installed: every package of ours as it is built, and what the pages use beside them. */
export function linkPackages(folder: string): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@promptrail"), { recursive: true });
  for (const { folder: path, name } of listPublishedPackages(repositoryRoot)) {
    symlinkSync(join(repositoryRoot, path), join(modules, "@promptrail", name));
  }
  mkdirSync(join(modules, ".bin"));
  symlinkSync(
    join(modules, "@promptrail", "cli", "bin", "promptrail.mjs"),
    join(modules, ".bin", "promptrail"),
  );
  const others = join(repositoryRoot, "tooling", "node_modules");
  for (const name of readdirSync(others)) {
    if (name === "@promptrail" || name.startsWith(".")) continue;
    symlinkSync(join(others, name), join(modules, name));
  }
}
