import type * as Sdk from "@anthropic-ai/sdk";

let loaded: typeof Sdk | undefined;

/** Anthropic's SDK, loaded when it is first asked for: a project needs none of it to be checked. */
export async function loadSdk(): Promise<typeof Sdk> {
  loaded ??= await import("@anthropic-ai/sdk");
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
