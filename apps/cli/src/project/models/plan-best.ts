import type { LoadedConfig } from "@promptrail/config";
import { isPromptrailError } from "@promptrail/core";
import type { NamedModel } from "@promptrail/evals/run";
import { planVersion, type VersionPlan } from "../new-version/plan-version.js";
import type { FoundModels } from "./evaluate-on-models.js";
import { formatModel } from "./name-models.js";

/** The version to try: the same prompt on the model that was found cheapest without being worse. */
export interface BestVersion {
  readonly model: NamedModel;
  /** Null where it cannot be written for its author. */
  readonly planned: VersionPlan | null;
  /** Its source, or what is added to a file that has other versions, too; null where it cannot be written. */
  readonly source: string | null;
  /** Why it cannot be written. */
  readonly problem: string | null;
}

/** Plans the next draft of a family on the best model, as `promptrail new` does; null where no model is better. Writes nothing. */
export async function planBest(
  loaded: LoadedConfig,
  { frontier, version, models }: FoundModels,
): Promise<BestVersion | null> {
  const model = models.find((each) => formatModel(each) === frontier.best);
  const point = frontier.points.find((each) => each.model === frontier.best);
  if (model === undefined || point?.verdict == null) return null;
  const { family, version: from, content } = version;
  const own = formatModel(content);
  const reasons = point.verdict.reasons.join(" ");
  const changelog = `Runs on ${formatModel(model)} instead of ${own}. ${reasons}`;
  const isOther = model.provider !== content.provider;
  try {
    const planned = await planVersion(loaded, {
      family,
      from,
      changelog,
      isFirst: false,
      onModel: {
        ...model,
        dropsOptions: isOther && Object.keys(content.providerOptions).length > 0,
      },
    });
    return { model, planned, source: readSource(planned), problem: null };
  } catch (error) {
    if (!isPromptrailError(error)) throw error;
    return { model, planned: null, source: null, problem: error.message };
  }
}

function readSource({ declaration: { created, edits } }: VersionPlan): string {
  if (created !== null) return created.text.trimEnd();
  return edits
    .flatMap((file) => file.edits.map(({ text }) => text))
    .join("\n")
    .trim();
}
