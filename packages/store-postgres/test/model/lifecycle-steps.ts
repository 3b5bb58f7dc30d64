import { randomUUID } from "node:crypto";
import type { Evidence, Verdict } from "@promptrail/core";
import type { Command } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { archive, promote, rollback } from "../commands.js";
import {
  type Build,
  type Family,
  families,
  hashOf,
  highestVersion,
  toDeclaration,
  toGround,
  toRegistrations,
} from "./build.js";
import type { EnvironmentModel } from "./environment-model.js";
import { predictDeclaration } from "./predict-declaration.js";
import { type Operation, predictOperation, predictVerdict } from "./predict-operation.js";
import { checkFollower, createStep, type StepCommand } from "./step.js";

/** Mostly one: what matters happens to one family, and the other one moves the revision. */
const family = fc.constantFrom(families[0], families[0], families[0], families[1]);
const number = fc.integer({ min: 1, max: highestVersion });

const rarely = (value: fc.Arbitrary<number>) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, { arbitrary: value, weight: 1 });

const change = fc.record({
  of: fc.nat(),
  activeVersion: number,
  acknowledges: fc.boolean(),
  gate: fc.constantFrom<Build["gate"][]>("no_gate", "evidence", "no_gate", "no_suite", "no_gate"),
});
const source = fc.constantFrom<StartSource[]>("boot", "deploy");
const release = fc.record({ change, source }).map(releaseChange);
const rollbackStep = fc
  .record({ family, to: rarely(number), from: rarely(number) })
  .map(({ family: name, ...rest }) => operate(name, { kind: "rollback", ...rest }));

/** What can happen to an environment, in any order; what is here twice happens twice as often. */
export const lifecycleSteps: readonly fc.Arbitrary<StepCommand>[] = [
  ...[release, release, release, rollbackStep, rollbackStep],
  change.map(commit),
  fc.record({ which: fc.nat(), source }).map(start),
  fc
    .record({ family, to: number, ground: fc.constantFrom("override", "evidence") })
    .map(({ family: name, ...rest }) => operate(name, { kind: "promote", ...rest })),
  fc.tuple(family, number).map(([name, version]) => operate(name, { kind: "archive", version })),
  family.map((name) => operate(name, { kind: "resume" })),
  family.map((name) => operate(name, { kind: "drill" })),
  fc
    .record({
      family,
      version: number,
      verdict: fc.constantFrom("pass", "pass", "fail"),
      supersedes: fc.boolean(),
    })
    .map(judge),
  fc.constant(null).map(lookBack),
];

function pick(model: Readonly<EnvironmentModel>, which: number): Build {
  const build = model.builds.at(which < 0 ? which : which % model.builds.length);
  if (build === undefined) throw new TypeError("There is a build from the beginning.");
  return build;
}

type StartSource = "boot" | "deploy";

interface Commit {
  readonly of: number;
  readonly activeVersion: number;
  readonly acknowledges: boolean;
  readonly gate: Build["gate"];
}

/** Somebody changes a build on a branch of its own; nothing runs it yet. */
function commit({ of, activeVersion, acknowledges, gate }: Commit): StepCommand {
  return {
    check: () => true,
    run: async (model) => {
      const base = pick(model, of);
      model.builds.push({
        family: base.family,
        activeVersion,
        gate,
        generation: base.generation + 1,
        acknowledged: acknowledges ? model.revision : base.acknowledged,
        newestVersion: Math.max(base.newestVersion, activeVersion),
      });
    },
    toString: () =>
      `commit(on ${of}: v${activeVersion}, ${gate}${acknowledges ? ", acknowledged" : ""})`,
  };
}

/** A change is committed and runs at once. */
function releaseChange({
  change: made,
  source: by,
}: {
  readonly change: Commit;
  readonly source: StartSource;
}): StepCommand {
  const steps = [commit(made), start({ which: -1, source: by })];
  return {
    check: () => true,
    run: async (model, history) => {
      for (const step of steps) await step.run(model, history);
    },
    toString: () => steps.join("+"),
  };
}

interface Start {
  /** Counted from the first build, -1 being the newest. */
  readonly which: number;
  readonly source: StartSource;
}

/** A process of any build starts, also of an old one, or a pipeline deploys it. */
function start({ which, source: by }: Start): StepCommand {
  return createStep({
    name: `${by}(${which})`,
    cause: (model) => pick(model, which),
    predict: (model) => {
      predictDeclaration(model, pick(model, which));
      return "done";
    },
    act: async ({ status }, model) => {
      const build = pick(model, which);
      await status.registerVersions(toRegistrations(build));
      await status.decide(toDeclaration(build, by));
    },
  });
}

function operate(name: Family, operation: Operation): StepCommand {
  const changesLive = ["rollback", "promote", "resume"].includes(operation.kind);
  return createStep({
    name: `${operation.kind}(${name}, ${JSON.stringify(operation)})`,
    cause: () => (changesLive ? "operator" : "bystander"),
    predict: (model) => predictOperation(model, name, operation),
    act: ({ status }) => status.decide(toCommand(name, operation)),
  });
}

function toCommand(name: Family, operation: Operation): Command {
  switch (operation.kind) {
    case "rollback":
      return { ...rollback(name, operation.from), toVersion: operation.to };
    case "promote": {
      const command = promote(name, operation.to);
      const isProven = operation.ground === "evidence";
      return isProven ? { ...command, ground: toGround(name, operation.to, "evidence") } : command;
    }
    case "archive":
      return archive(name, operation.version);
    case "resume":
      return { ...rollback(name), kind: "resume" };
    case "drill":
      return { ...rollback(name), kind: "drill" };
  }
}

interface Judged {
  readonly family: Family;
  readonly version: number;
  readonly verdict: Verdict;
  readonly supersedes: boolean;
}

/** An eval of a version against what is live ends with a verdict. */
function judge(judged: Judged): StepCommand {
  const { family: name, version, verdict, supersedes } = judged;
  const baselineOf = (model: Readonly<EnvironmentModel>) => model.families.get(name)?.active ?? 1;
  return createStep({
    name: `judge(${name} v${version}: ${verdict}${supersedes ? ", supersedes" : ""})`,
    cause: () => "bystander",
    predict: (model) => {
      predictVerdict(model, { ...judged, baseline: baselineOf(model) });
      return "done";
    },
    act: ({ evidence }, model) => evidence.save(toEvidence(judged, baselineOf(model))),
  });
}

function toEvidence(judged: Judged, baselineVersion: number): Evidence {
  const { family: name, version, verdict, supersedes } = judged;
  return {
    ...(supersedes ? { supersedes: { reason: "the dataset was wrong" } } : {}),
    id: randomUUID(),
    family: name,
    version,
    baselineVersion,
    verdict,
    contentHash: hashOf(name, version),
    baselineHash: hashOf(name, baselineVersion),
    datasetHash: "data",
    suiteHash: "suite",
    reasons: ["it came out so"],
    report: {},
    actor: "ada",
    createdAt: new Date(0),
  };
}

/** The follower looks through a replica that stopped at the last call; the first call only stops it. */
function lookBack(): StepCommand {
  return {
    check: () => true,
    run: async (model, history) => {
      await history.lagging.ringInThePast();
      await history.lagging.keepPast();
      await checkFollower(model, history);
    },
    toString: () => "lookBack",
  };
}
