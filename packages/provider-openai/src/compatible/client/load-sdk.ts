import type * as Sdk from "openai";

let loaded: typeof Sdk | undefined;

/** OpenAI's SDK, loaded when it is first asked for: it is most of what a project would load to be checked. */
export async function loadSdk(): Promise<typeof Sdk> {
  loaded ??= await import("openai");
  return loaded;
}

/** Undefined where nobody has asked for it, so that nothing is of it. */
export function findSdk(): typeof Sdk | undefined {
  return loaded;
}

/** @param known undefined where the SDK is not loaded. */
export function isOf<Known>(
  value: unknown,
  known: (abstract new (...given: never) => Known) | undefined,
): value is Known {
  return known !== undefined && value instanceof known;
}
