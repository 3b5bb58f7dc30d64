import { countTokens } from "../../engine/count-tokens.js";
import type { EngineRequest } from "../../engine/engine-request.js";

/** Vendors of this wire cache long beginnings by themselves, in steps of 64 tokens. */
export function countCached(engine: EngineRequest, cache: Set<string>): number {
  const isKnown = cache.has(engine.system);
  cache.add(engine.system);
  return isKnown ? Math.floor(countTokens(engine.system) / 64) * 64 : 0;
}
