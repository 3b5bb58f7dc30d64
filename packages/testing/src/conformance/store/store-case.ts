import { randomUUID } from "node:crypto";
import type { OpenStore } from "@promptrail/core/lifecycle";

/** Opens a store on an environment; two calls with one name see the same state. */
export type OpenEnvironment = (environment: string) => Promise<OpenStore>;

/** How long a store may take to tell what it knows: half a second is promised. */
export const patience = { timeout: 2_500, interval: 10 };

/** What a conformance case works on: an environment and a family that no other case uses. */
export interface StoreBench {
  readonly store: OpenStore;
  readonly family: string;
  /** A further environment of the same store. */
  readonly openOther: (environment: string) => Promise<OpenStore>;
}

/** One thing that every store must do. */
export interface StoreCase {
  /** A plain sentence in the present tense. */
  readonly title: string;
  /** Default: a new one. */
  readonly environment?: string;
  readonly run: (bench: StoreBench) => Promise<void>;
}

/** Runs one case and closes what it opened. Throws where the store fails it. */
export async function runStoreCase(each: StoreCase, open: OpenEnvironment): Promise<void> {
  const opened: OpenStore[] = [];
  const openOne = async (environment: string) => {
    const store = await open(environment);
    opened.push(store);
    return store;
  };
  try {
    const unique = randomUUID().slice(0, 8);
    const store = await openOne(each.environment ?? `test-${unique}`);
    await each.run({ store, family: `family_${unique}`, openOther: openOne });
  } finally {
    for (const store of opened.reverse()) await store.close();
  }
}
