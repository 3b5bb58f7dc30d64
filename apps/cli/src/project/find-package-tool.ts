import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** How a project installs packages and runs their commands. */
export interface PackageTool {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** `npm install` */
  readonly install: string;
  /** `pnpm add` */
  readonly add: string;
  /** `npx` */
  readonly run: string;
  /** In a pipeline, where npm is there: installs what the lock file names. */
  readonly installInPipeline: string;
  readonly lockFile: string;
}

const npm: PackageTool = {
  name: "npm",
  install: "npm install",
  add: "npm install",
  run: "npx",
  installInPipeline: "npm ci --ignore-scripts",
  lockFile: "package-lock.json",
};

/** All that are known. */
export const packageTools: readonly PackageTool[] = [
  {
    name: "pnpm",
    install: "pnpm install",
    add: "pnpm add",
    run: "pnpm exec",
    installInPipeline: "npx --yes pnpm install --frozen-lockfile --ignore-scripts",
    lockFile: "pnpm-lock.yaml",
  },
  {
    name: "yarn",
    install: "yarn install",
    add: "yarn add",
    run: "yarn",
    installInPipeline: "yarn install --frozen-lockfile --ignore-scripts",
    lockFile: "yarn.lock",
  },
  {
    name: "bun",
    install: "bun install",
    add: "bun add",
    run: "bunx",
    installInPipeline: "npx --yes bun install --frozen-lockfile --ignore-scripts",
    lockFile: "bun.lock",
  },
  npm,
];

/**
 * What stands before `promptrail` in a line that is to be pasted: nothing, or, where a package tool started this
 * command, how the project's own tool runs it, since the command is then on no path.
 */
export function findRunner(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const isStarted = ["npm_command", "npm_config_user_agent"].some((name) => environment[name]);
  return isStarted ? `${findPackageTool(folder, environment).run} ` : "";
}

/**
 * The one whose lock file stands in the folder, or in the nearest folder above; without one, the one that runs
 * this command; else npm.
 */
export function findPackageTool(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): PackageTool {
  for (let at = folder; ; at = dirname(at)) {
    const found = packageTools.find(({ lockFile }) => existsSync(join(at, lockFile)));
    if (found !== undefined) return found;
    if (dirname(at) === at) break;
  }
  const [name] = (environment["npm_config_user_agent"] ?? "").split("/");
  return packageTools.find((tool) => tool.name === name) ?? npm;
}
