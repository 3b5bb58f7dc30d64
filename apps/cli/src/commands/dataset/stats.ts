import { shapeVersion } from "@promptrail/core/shape";
import { type ComparedShape, compareShapes, profileDataset } from "@promptrail/evals/datasets";
import type { CommandResult } from "../../command-result.js";
import type { CommandScope } from "../../command-scope.js";
import type { Printed } from "../../documents/command-documents.js";
import { datasetStatsDocument } from "../../documents/dataset-documents.js";
import { implementCommand } from "../../implement-command.js";
import { type DescribedProfile, describeProfile } from "../../present/dataset/describe-profile.js";
import { type FoundDataset, findDataset } from "../../project/datasets/find-dataset.js";
import { type FoundTraffic, readTraffic } from "../../project/datasets/read-traffic.js";
import { type CallsOptions, readCallsOptions } from "./dataset-options.js";

export const datasetStatsCommand = implementCommand({
  documents: { "dataset stats": datasetStatsDocument },
  quotes: true,
  run: async (scope, [name = ""], options: CallsOptions) => {
    const asked = readCallsOptions(options);
    const found = await findDataset(scope, name);
    const profile = await profileDataset(found.dataset);
    const traffic = await findTraffic(scope, found, asked);
    const calls = "why" in traffic ? null : traffic.calls;
    const shapes = compareShapes(profile.shapes, calls);
    return present(scope, found, { profile, shapes, traffic, name });
  },
});

async function findTraffic(
  scope: CommandScope,
  { suite }: FoundDataset,
  asked: ReturnType<typeof readCallsOptions>,
): Promise<FoundTraffic> {
  if (suite === null) {
    return {
      why: "no suite of the project has this file. Name a family to read the calls of that family.",
    };
  }
  return readTraffic(scope, { family: suite.family, ...asked });
}

function present(
  { terminal }: CommandScope,
  { suite, file }: FoundDataset,
  described: DescribedProfile,
): CommandResult<Printed<typeof datasetStatsDocument>> {
  const { profile, shapes, traffic } = described;
  return {
    text: describeProfile(described, terminal),
    json: {
      family: suite?.family ?? null,
      file: file?.file ?? null,
      dataset: profile.name,
      cases: profile.cases,
      units: profile.units,
      clusters: profile.clusters,
      tags: profile.tags,
      untagged: profile.untagged,
      with_turns: profile.withTurns,
      without_ground_truth: profile.withoutGroundTruth,
      from_calls: profile.fromCalls,
      variants: profile.variants,
      alike: profile.alike,
      shape_version: shapeVersion,
      shapes: shapes.map(toShapeJson),
      ...toProductionJson(traffic),
    },
  };
}

function toShapeJson({ feature, cases, units, traffic, isThin }: ComparedShape) {
  return {
    feature,
    cases,
    units,
    calls: traffic?.calls ?? null,
    share: traffic?.share ?? null,
    share_lower: traffic?.interval.lower ?? null,
    share_upper: traffic?.interval.upper ?? null,
    thin: isThin,
  };
}

function toProductionJson(traffic: FoundTraffic) {
  if ("why" in traffic) return { production: null, production_problem: traffic.why };
  const { environment, since, calls, unshaped, isCapped } = traffic;
  return {
    production: {
      environment,
      since: since.toISOString(),
      calls: calls.length,
      unshaped,
      capped: isCapped,
    },
    production_problem: null,
  };
}
