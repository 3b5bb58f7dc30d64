import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CheckStep, throwingStep } from "../check-step.ts";
import type { NodeBinaries } from "./node-binaries.ts";
import {
  createOutsideProject,
  type OutsideProject,
  type PackageManager,
} from "./outside-project.ts";
import type { PackedPackages } from "./pack-packages.ts";

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
        await runCommands(project);
        await withUpstream(async (environment) => {
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

/** The commands of a first day. */
async function runCommands({ folder, run }: OutsideProject): Promise<void> {
  await run(["promptrail", "init"]);
  if (!existsSync(join(folder, "promptrail.config.ts"))) {
    throw new Error("promptrail init wrote no promptrail.config.ts.");
  }
  await run(["promptrail", "check"]);
  await run(["promptrail", "lock"]);
  mustPrint(await run(["promptrail", "eval"]), /simulated/i, "promptrail eval");
  const suite = join(folder, "suites", "ticket-summary-suite.ts");
  const text = readFileSync(suite, "utf8");
  writeFileSync(suite, text.replace("maxWords(70)", "maxWords(1)"));
  mustPrint(
    await run(["promptrail", "eval"], {
      code: 1,
    }),
    /FAIL/,
    "promptrail eval of what passes nothing",
  );
  writeFileSync(suite, text);
  await run(["promptrail", "deploy"]);
  await run(["promptrail", "keys", "add", "pipeline", "--scopes", "read"]);
  mustPrint(await run(["promptrail", "keys", "list"]), /pipeline/, "promptrail keys list");
}

/** Each bundle renders, calls a vendor, and reads its store. */
async function runBundles({ run }: OutsideProject, environment: Environment): Promise<void> {
  await run(["node", "bundle.mjs"]);
  for (const file of ["app.mjs", "app.cjs", "external.mjs", "external.cjs"]) {
    const output = await run(["node", join("out", file)], { environment });
    mustPrint(output, /"text":"[^"]+","greeting":"[^"]+","decisions":[1-9]/, `the bundle ${file}`);
  }
}

async function runJest({ run }: OutsideProject, environment: Environment): Promise<void> {
  const modules = { ...environment, NODE_OPTIONS: "--experimental-vm-modules" };
  await run(["jest", "--config", "jest.esm.json"], { environment: modules });
  await run(["jest", "--config", "jest.cjs.json"], { environment });
}

/** Every declaration is checked, those of others too: a project that asks for it must not find faults in ours. */
async function checkTypes({ run }: OutsideProject): Promise<void> {
  for (const compiler of ["typescript", "typescript-5.9"]) {
    await run(["node", join("node_modules", compiler, "bin", "tsc"), "--project", "."]);
  }
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

function mustPrint(output: string, expected: RegExp, what: string): void {
  if (!expected.test(output)) throw new Error(`${what} does not print ${expected}:\n${output}`);
}
