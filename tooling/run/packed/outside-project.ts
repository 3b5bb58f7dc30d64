import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { repositoryRoot, runCommand } from "../run-command.ts";

export type PackageManager = "npm" | "pnpm";

/** A project outside of the workspace, as a team has one. */
export interface OutsideProject {
  readonly folder: string;
  readonly manager: PackageManager;
  /** Runs a command of the project, and returns what it printed. Throws where it exits with another code. */
  readonly run: (command: readonly string[], expected?: Expected) => Promise<string>;
  /** Starts a command of the project in a group of processes of its own, as a terminal does. */
  readonly start: (command: readonly string[]) => ChildProcess;
  readonly remove: () => void;
}

interface Expected {
  /** Default: 0. */
  readonly code?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

const fixture = fileURLToPath(new URL("./project", import.meta.url));

/** What a team has beside ours. All other versions are those of the workspace. */
const tools = {
  "@types/node": "22.19.0",
  "@jest/globals": "30.5.2",
  esbuild: "0.28.2",
  jest: "30.5.2",
  typescript: "7.0.2",
  "typescript-5.9": "npm:typescript@5.9.3",
};

/** Used by the project's own files, or left out of a bundle: pnpm lets a project see nothing else. */
const besideOurs = ["zod", "@electric-sql/pglite"];

interface ProjectSettings {
  readonly manager: PackageManager;
  readonly tarballs: ReadonlyMap<string, string>;
  /** A folder with the `node` that everything runs on, the package manager too. */
  readonly node: string;
}

/** @throws when the package manager fails, with what it printed. */
export async function createOutsideProject(settings: ProjectSettings): Promise<OutsideProject> {
  const { manager, tarballs, node } = settings;
  const folder = mkdtempSync(join(tmpdir(), `promptrail-${manager}-`));
  cpSync(fixture, folder, { recursive: true });
  writeManifests(folder, tarballs);
  const path = [
    node,
    join(folder, "node_modules", ".bin"),
    join(repositoryRoot, "node_modules", ".bin"),
  ];
  const PATH = [...path, process.env["PATH"] ?? ""].join(delimiter);
  const project: OutsideProject = {
    folder,
    manager,
    start: ([command = "", ...rest]) =>
      spawn(command, rest, {
        cwd: folder,
        env: { ...process.env, PATH },
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      }),
    run: async ([command = "", ...rest], { code = 0, environment } = {}) => {
      const result = await runCommand(command, rest, {
        cwd: folder,
        environment: { ...environment, PATH },
      });
      if (result.code === code) return result.output;
      const line = [command, ...rest].join(" ");
      throw new Error(
        `${line} exited with ${result.code}, not ${code}, and printed:\n${result.output}`,
      );
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    await project.run([manager, "install", "--prefer-offline", ...flags[manager]]);
    return project;
  } catch (error) {
    project.remove();
    throw error;
  }
}

const flags = { npm: ["--no-audit", "--no-fund"], pnpm: ["--no-frozen-lockfile"] };

function writeManifests(folder: string, tarballs: ReadonlyMap<string, string>): void {
  const ours = Object.fromEntries(
    [...tarballs].map(([name, file]) => [`@promptrail/${name}`, `file:${file}`]),
  );
  const dependencies = {
    ...ours,
    ...Object.fromEntries(besideOurs.map((name) => [name, catalogVersion(name)])),
  };
  const manifest = {
    name: "outside",
    private: true,
    type: "module",
    dependencies,
    devDependencies: tools,
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  // JSON is YAML. What ours need of each other is not in the registry either; npm finds it at the top.
  const workspace = { overrides: ours, allowBuilds: { esbuild: true, "@parcel/watcher": false } };
  writeFileSync(join(folder, "pnpm-workspace.yaml"), JSON.stringify(workspace, null, 2));
}

function catalogVersion(name: string): string {
  const workspace = parse(readFileSync(join(repositoryRoot, "pnpm-workspace.yaml"), "utf8")) as {
    readonly catalog: Readonly<Record<string, string>>;
  };
  return workspace.catalog[name] ?? "latest";
}
