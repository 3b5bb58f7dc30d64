import { listWorkspacePackages } from "../../checks/repository/workspace-packages.ts";
import { type CheckStep, throwingStep } from "../check-step.ts";
import { repositoryRoot } from "../run-command.ts";
import { type InstalledFolder, installTarballs } from "./install-tarballs.ts";
import type { PackedPackages } from "./pack-packages.ts";
import { runExample } from "./run-example.ts";

/** A team that calls Claude and keeps no state of its own installs exactly these. */
const lightInstall = ["core", "renderer", "runtime", "provider-claude"] as const;
const absentFromLightInstall = ["pg", "@electric-sql/pglite", "openai", "hono", "pg-boss"] as const;

/** Steps that install tarballs outside of the workspace and use them as a reader of the README would. */
export function installSteps({ tarballs }: PackedPackages): readonly CheckStep[] {
  const installed: InstalledFolder[] = [];
  return [
    throwingStep(`install ${lightInstall.join(", ")}`, async () => {
      const light = await installTarballs(tarballs, withDependencies([...lightInstall]));
      installed.push(light);
      assertLight(light.packages);
    }),
    throwingStep("run the README's example", async () => {
      const [light] = installed;
      if (light === undefined) throw new Error("There is no folder to run it in.");
      try {
        await runExample(light.folder);
      } finally {
        light.remove();
      }
    }),
  ];
}

function assertLight(packages: ReadonlySet<string>): void {
  const heavy = absentFromLightInstall.filter((name) => packages.has(name));
  const lost = lightInstall.filter((name) => !packages.has(`@promptrail/${name}`));
  if (lost.length > 0) throw new Error(`npm did not install ${lost.join(", ")}.`);
  if (heavy.length > 0) {
    throw new Error(
      `Installing ${lightInstall.join(", ")} also installs ${heavy.join(", ")}. Move what needs them to another package.`,
    );
  }
}

/** The packages and all that they depend on of ours. */
function withDependencies(names: readonly string[]): readonly string[] {
  const manifests = new Map(
    listWorkspacePackages(repositoryRoot).map(({ name, manifest }) => [name, manifest]),
  );
  const found = new Set(names);
  // A set is walked through to what is added to it on the way.
  for (const name of found) {
    for (const dependency of Object.keys(manifests.get(name)?.dependencies ?? {})) {
      if (dependency.startsWith("@promptrail/")) found.add(dependency.slice("@promptrail/".length));
    }
  }
  return [...found];
}
