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
}

const npm: PackageTool = { name: "npm", install: "npm install", add: "npm install", run: "npx" };

/** By the lock file that each leaves. */
const tools: readonly (readonly [lockFile: string, tool: PackageTool])[] = [
  ["pnpm-lock.yaml", { name: "pnpm", install: "pnpm install", add: "pnpm add", run: "pnpm exec" }],
  ["yarn.lock", { name: "yarn", install: "yarn install", add: "yarn add", run: "yarn" }],
  ["bun.lock", { name: "bun", install: "bun install", add: "bun add", run: "bunx" }],
  ["package-lock.json", npm],
];

/** The one whose lock file stands in the folder, or in the nearest folder above; without one npm. */
export function findPackageTool(folder: string): PackageTool {
  for (let at = folder; ; at = dirname(at)) {
    const found = tools.find(([file]) => existsSync(join(at, file)));
    if (found !== undefined) return found[1];
    if (dirname(at) === at) return npm;
  }
}
