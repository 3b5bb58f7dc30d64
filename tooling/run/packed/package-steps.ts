import { type CheckStep, commandStep } from "../check-step.ts";
import type { PackedPackages } from "./pack-packages.ts";

/** One step a tarball and tool: publint on its manifest, attw on its declarations. */
export function packageSteps({ tarballs }: PackedPackages): readonly CheckStep[] {
  return [...tarballs].flatMap(([name, tarball]) => [
    commandStep(`publint ${name}`, ["publint", "run", "--strict", tarball]),
    commandStep(`attw ${name}`, ["attw", tarball, "--profile", "esm-only", "--no-emoji"]),
  ]);
}
