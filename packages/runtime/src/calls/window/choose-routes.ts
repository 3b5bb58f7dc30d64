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
  const { found, leftOut, tooSmall } = await findRoom(window, routes);
  if (found === null) throw windowExceeded(version, tooSmall);
  const { at, route, judgement } = found;
  return { routes: [route, ...routes.slice(at + 1)], judgement, leftOut };
}

interface FoundRoom {
  /** Null where no window has the room. */
  readonly found: {
    readonly at: number;
    readonly route: Route;
    readonly judgement: Judgement;
  } | null;
  /** Why those before it are not asked, and their windows. */
  readonly leftOut: readonly ProviderWarning[];
  readonly tooSmall: readonly Headroom[];
}

/** The first of some routes that the guard lets pass. */
export async function findRoom(window: CallWindow, routes: readonly Route[]): Promise<FoundRoom> {
  const leftOut: ProviderWarning[] = [];
  const tooSmall: Headroom[] = [];
  for (const [at, route] of routes.entries()) {
    const judging = window.judge(route);
    const judgement = judging instanceof Promise ? await judging : judging;
    if (!judgement.isRefused) return { found: { at, route, judgement }, leftOut, tooSmall };
    if (judgement.headroom !== null) tooSmall.push(judgement.headroom);
    leftOut.push(toLeftOut(route, judgement));
  }
  return { found: null, leftOut, tooSmall };
}

/** That a model was not asked, and why. */
function toLeftOut({ request, isFallback }: Route, { warning }: Judgement): ProviderWarning {
  return {
    setting: isFallback ? "fallbacks" : "model",
    reason: `${request.model} was not asked. ${warning?.reason ?? ""}`.trimEnd(),
  };
}
