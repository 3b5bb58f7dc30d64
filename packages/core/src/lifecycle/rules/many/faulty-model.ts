import { PromptrailError } from "../../../errors/promptrail-error.js";
import type { PromptContent } from "../../../prompt/prompt-content.js";

/** Which versions are faulty: those that ask this provider, this model, or this model of this provider. */
export interface FaultyModel {
  /** Null for any. One of the two is named. */
  readonly provider: string | null;
  readonly model: string | null;
}

/** @throws PromptrailError `request_invalid` where neither is named: that would be every family. */
export function requireFaultyModel(
  provider: string | undefined,
  model: string | undefined,
): FaultyModel {
  if (provider !== undefined || model !== undefined) {
    return { provider: provider ?? null, model: model ?? null };
  }
  throw new PromptrailError(
    "request_invalid",
    "The rollback of many families names neither a model nor a provider. Nothing was changed. Name the model or the provider that is faulty.",
  );
}

/** True for what asks the faulty model. Fallbacks count each for itself. */
export function isFaulty(
  faulty: FaultyModel,
  { provider, model }: Pick<PromptContent, "provider" | "model">,
): boolean {
  return (
    (faulty.provider === null || faulty.provider === provider) &&
    (faulty.model === null || faulty.model === model)
  );
}

/** `model "m"`, `provider "p"` or `model "m" of provider "p"`. */
export function describeFaulty({ provider, model }: FaultyModel): string {
  const named = [
    ...(model === null ? [] : [`model "${model}"`]),
    ...(provider === null ? [] : [`provider "${provider}"`]),
  ];
  return named.join(" of ");
}
