import { changesetStep } from "./changeset-step.ts";
import { type CheckStep, commandStep, skippedStep, throwingStep } from "./check-step.ts";
import { houseSteps } from "./house-steps.ts";
import { formatCounts, type OutcomeCounts } from "./outcome-counts.ts";
import { installSteps } from "./packed/install-steps.ts";
import { hasNodeOnNpm, installNodes, type NodeBinaries } from "./packed/node-binaries.ts";
import { type PackedPackages, packPackages } from "./packed/pack-packages.ts";
import { packageSteps } from "./packed/package-steps.ts";
import { projectSteps } from "./packed/project-steps.ts";
import { runSteps } from "./run-steps.ts";

/** First: the linter reads the types of the starter's packages from their builds. */
const buildStep = commandStep("build", ["turbo", "run", "build", "--output-logs=errors-only"]);

/** They only read, so that they may run side by side; the longest come first. */
const sourceSteps: readonly CheckStep[] = [
  commandStep("types", ["turbo", "run", "typecheck", "--continue", "--output-logs=errors-only"]),
  commandStep("oxlint", ["oxlint", "--config", "tooling/oxlint.json", "--deny-warnings", "."]),
  commandStep("biome", ["biome", "check", "--error-on-warnings", "."]),
  ...houseSteps,
  commandStep("knip", ["knip", "--config", "tooling/knip.json", "--no-progress"]),
  changesetStep,
];
const sideBySide = 2;

const counts = [
  await runSteps([buildStep], console.log),
  await runSteps(sourceSteps, console.log, sideBySide),
  await runPackedSteps(),
].reduce(addCounts);
console.log(formatCounts(counts));
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runPackedSteps(): Promise<OutcomeCounts> {
  const packs: PackedPackages[] = [];
  const pack = throwingStep("pack all packages", async () => {
    packs.push(await packPackages());
  });
  const packed = await runSteps([pack], console.log);
  const packageChecks = packs.flatMap((each) => packageSteps(each));
  const installs = packs.flatMap((each) => installSteps(each));
  try {
    return [
      packed,
      await runSteps(packageChecks, console.log, sideBySide),
      // One after the other: the second uses what the first has installed.
      await runSteps(installs, console.log),
      await runProjects(packs),
    ].reduce(addCounts);
  } finally {
    for (const { remove } of packs) remove();
  }
}

/** Projects outside of the workspace, as `packed/project-steps.ts` builds them. */
async function runProjects(packs: readonly PackedPackages[]): Promise<OutcomeCounts> {
  const nodes: NodeBinaries[] = [];
  const install = hasNodeOnNpm
    ? throwingStep("install the oldest Node, and one that is too old", async () => {
        nodes.push(await installNodes());
      })
    : skippedStep("projects on the oldest Node", "npm has Node for Linux alone");
  const installed = await runSteps([install], console.log);
  const projects = packs.flatMap((pack) => nodes.flatMap((each) => projectSteps(pack, each)));
  try {
    return addCounts(installed, await runSteps(projects, console.log, sideBySide));
  } finally {
    for (const { remove } of nodes) remove();
  }
}

function addCounts(left: OutcomeCounts, right: OutcomeCounts): OutcomeCounts {
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}
