import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CheckStep, throwingStep } from "../check-step.ts";
import { runFirstDay } from "./first-day.ts";
import { mustPrint } from "./must-print.ts";
import type { NodeBinaries } from "./node-binaries.ts";
import {
  createOutsideProject,
  type OutsideProject,
  type PackageManager,
} from "./outside-project.ts";
import type { PackedPackages } from "./pack-packages.ts";
import { readExamples } from "./run-example.ts";
import { serveAndStop } from "./serve-and-stop.ts";

/** What the packages and the CLI say on a Node that is too old. */
const tooOld = "Promptrail needs Node 22.19 or newer, and this is Node 20";

/** One step for each package manager: a project of its own, from its first command to its bundle, on the oldest Node. */
export function projectSteps(
  { tarballs }: PackedPackages,
  nodes: NodeBinaries,
): readonly CheckStep[] {
  const managers: readonly PackageManager[] = ["npm", "pnpm"];
  return managers.map((manager) =>
    throwingStep(`a project with ${manager} on the oldest Node`, async () => {
      const project = await createOutsideProject({ manager, tarballs, node: nodes.oldest });
      try {
        await serveAndStop(project, await runFirstDay(project));
        await withUpstream(async (environment) => {
          await runReadme(project, environment);
          await runBundles(project, environment);
          await runJest(project, environment);
        });
        await checkTypes(project);
        await runTooOld(project, nodes.tooOld);
      } finally {
        project.remove();
      }
    }),
  );
}

/** The README's ten lines, with the types that its reader has. */
async function runReadme({ folder, run }: OutsideProject, environment: Environment): Promise<void> {
  const [example = ""] = readExamples("README.md");
  writeFileSync(join(folder, "example.ts"), example);
  mustPrint(await run(["node", "example.ts"], { environment }), /\w/, "the README's example");
  const [page = ""] = readExamples("packages/client/README.md", "page");
  writeFileSync(join(folder, "page.ts"), page);
}

/** Each bundle renders, calls a vendor, and reads its store. */
async function runBundles({ run }: OutsideProject, environment: Environment): Promise<void> {
  await run(["node", "bundle.mjs"]);
  for (const file of ["app.mjs", "app.cjs", "external.mjs", "external.cjs"]) {
    const output = await run(["node", join("out", file)], { environment });
    mustPrint(output, /"text":"[^"]+","greeting":"[^"]+","decisions":[1-9]/, `the bundle ${file}`);
    // Without the worker's file beside it nothing is counted, and the call goes on.
    const foundBy = file.startsWith("app") ? /"foundBy":"bytes"/ : /"foundBy":"(?:count|bytes)"/;
    mustPrint(output, foundBy, `the bundle ${file}`);
  }
}

async function runJest({ run }: OutsideProject, environment: Environment): Promise<void> {
  const modules = { ...environment, NODE_OPTIONS: "--experimental-vm-modules" };
  await run(["jest", "--config", "jest.esm.json"], { environment: modules });
  await run(["jest", "--config", "jest.cjs.json"], { environment });
}

/** Every declaration is checked, those of others too: a project that asks for it must not find faults in ours. */
async function checkTypes({ run }: OutsideProject): Promise<void> {
  const tsc = (compiler: string) => join("node_modules", compiler, "bin", "tsc");
  for (const compiler of ["typescript", "typescript-5.9"]) {
    await run(["node", tsc(compiler), "--project", "tsconfig.all.json"]);
  }
  // With the settings that `init` wrote.
  await run(["node", tsc("typescript"), "--project", "."]);
}

/** All of them load there, and what needs a newer Node says so in one line. */
async function runTooOld({ folder, run }: OutsideProject, node: string): Promise<void> {
  const old = join(node, "node");
  const command = join(folder, "node_modules", "@promptrail", "cli", "bin", "promptrail.mjs");
  for (const output of [
    await run([old, "load-all.mjs"]),
    await run([old, command, "check"], { code: 2 }),
  ]) {
    const lines = output.trim().split("\n");
    if (lines.length === 1 && output.includes(tooOld)) continue;
    throw new Error(`On Node 20 there should be one line that says so. It printed:\n${output}`);
  }
}

type Environment = Readonly<Record<string, string>>;

async function withUpstream(use: (environment: Environment) => Promise<void>): Promise<void> {
  // Loaded only now: what it is built from may be what another check is about to report.
  const { startSimulatedUpstreams } = await import("@promptrail/testing/upstreams");
  const upstreams = await startSimulatedUpstreams();
  try {
    await use({ ANTHROPIC_BASE_URL: upstreams.anthropic.baseUrl, ANTHROPIC_API_KEY: "simulated" });
  } finally {
    await upstreams.close();
  }
}
