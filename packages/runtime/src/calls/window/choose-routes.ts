import type { ProviderWarning } from "@promptrail/core";
import type { Headroom } from "@promptrail/core/lifecycle";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { CallWindow, Judgement } from "../plan/judgement.js";
import type { Route } from "../plan/route.js";
import { windowExceeded } from "./window-exceeded.js";

/** Which of a call's routes are asked, from the first that the guard lets pass. */
export interface ChosenRoutes {
  readonly routes: readonly [Route, ...Route[]];
  /** Of the first. */
  readonly judgement: Judgement;
  /** Why those before it are not asked. */
  readonly leftOut: readonly ProviderWarning[];
}

/**
 * Leaves out, from the first on, the models whose window is too small for a call. What comes after the first that is asked
 * is judged when its turn comes: most calls never ask it.
 *
 * @throws PromptrailError `window_exceeded` where none is left.
 */
export async function chooseRoutes(
  window: CallWindow,
  version: ServableVersion,
  routes: readonly Route[],
): Promise<ChosenRoutes> {
  const left: Headroom[] = [];
  const leftOut: ProviderWarning[] = [];
  for (const [at, route] of routes.entries()) {
    const judging = window.judge(route);
    const judgement = judging instanceof Promise ? await judging : judging;
    if (!judgement.isRefused) {
      return { routes: [route, ...routes.slice(at + 1)], judgement, leftOut };
    }
    if (judgement.headroom !== null) left.push(judgement.headroom);
    leftOut.push(toLeftOut(route, judgement));
  }
  throw windowExceeded(version, left);
}

/** That a model was not asked, and why. */
export function toLeftOut({ request, isFallback }: Route, { warning }: Judgement): ProviderWarning {
  return {
    setting: isFallback ? "fallbacks" : "model",
    reason: `${request.model} was not asked. ${warning?.reason ?? ""}`.trimEnd(),
  };
}
