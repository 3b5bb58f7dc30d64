import type { Provider } from "@promptrail/core";
import { within } from "../within.js";

/** A start waits so long for connections to vendors, in milliseconds: calls open those that came too late. */
export const longestWarmMs = 2_000;

/** Loads what the calls of this process need. Never rejects: a call tells what is wrong with a vendor. */
export async function loadProviders(providers: Iterable<Provider>): Promise<void> {
  await Promise.allSettled([...providers].map(async (provider) => provider.load?.()));
}

/** Opens a connection to each vendor for the first call. Never rejects: a call tells what is wrong with a vendor. */
export async function warmProviders(providers: Iterable<Provider>): Promise<void> {
  const warming = [...providers].map(async (provider) => provider.warm?.());
  await within(Promise.allSettled(warming), longestWarmMs);
}
