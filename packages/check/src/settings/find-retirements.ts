import type { PromptVersion, Provider } from "@promptrail/core";
import { findModelData, isUpcoming, listRoutes, type Route } from "./list-routes.js";

/** A model that a version asks and whose vendor stops serving it, or has stopped. */
export interface Retirement extends Pick<Route, "provider" | "model"> {
  readonly prompt: PromptVersion;
  /** `2026-06-15`, in UTC. */
  readonly retiresAt: string;
  /** From the day of `now`; 0 or less: the model is retired. */
  readonly daysLeft: number;
}

/**
 * The models of active, shadow and draft versions, their fallbacks' among them, for which a provider knows a date, in
 * the order of the versions. Other versions cannot be changed any more.
 */
export function findRetirements(
  prompts: readonly PromptVersion[],
  providers: readonly Provider[],
  now: Date,
): readonly Retirement[] {
  const byId = new Map(providers.map((provider) => [provider.id, provider]));
  return prompts.filter(isUpcoming).flatMap((prompt) =>
    listRoutes(prompt).flatMap(({ provider: id, model }) => {
      const provider = byId.get(id);
      const retiresAt = provider && findModelData(provider, model)?.retiresAt;
      if (retiresAt === undefined) return [];
      return [{ prompt, provider: id, model, retiresAt, daysLeft: countDays(now, retiresAt) }];
    }),
  );
}

const aDayMs = 86_400_000;

/** Whole days in UTC. */
function countDays(now: Date, date: string): number {
  return (Date.parse(date) - Date.parse(now.toISOString().slice(0, 10))) / aDayMs;
}
