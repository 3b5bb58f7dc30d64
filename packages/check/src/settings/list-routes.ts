import type { PromptVersion, Provider, Status } from "@promptrail/core";
import type { ModelData } from "@promptrail/core/provider-kit";

/** What a version asks of one model: of its own, or of a fallback. */
export interface Route
  extends Pick<PromptVersion["content"], "provider" | "model" | "settings" | "providerOptions"> {
  /** The version's. */
  readonly key: string;
  readonly family: string;
  readonly status: Status;
}

/** The version's own model first, then its fallbacks. */
export function listRoutes({ key, family, status, content }: PromptVersion): readonly Route[] {
  return [content, ...content.fallbacks].map(({ provider, model, settings, providerOptions }) => ({
    key,
    family,
    status,
    provider,
    model,
    settings,
    providerOptions,
  }));
}

/** What the provider knows of a route's model; undefined where it knows nothing. */
export function findModelData({ models }: Provider, model: string): ModelData | undefined {
  return Object.hasOwn(models, model) ? models[model] : undefined;
}

const upcoming: ReadonlySet<Status> = new Set(["draft", "shadow", "active"]);

/** True for a version that is called, or may be with the next deployment: it can still be replaced by a better one. */
export function isUpcoming({ status }: { readonly status: Status }): boolean {
  return upcoming.has(status);
}
