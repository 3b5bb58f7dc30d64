import type { Store } from "@promptrail/core";
import type { OpenStoreSettings } from "@promptrail/core/lifecycle";
import { createStoreUseCases } from "./create-store-use-cases.js";
import type { StoreUseCases } from "./store-use-cases.js";

/** A store that was opened alone. */
export interface StoreAlone extends StoreUseCases {
  close(): Promise<void>;
}

/**
 * Opens a store as it is there: nothing is made, declared, followed, reported or kept, also where what is read
 * turns out to be forged. For who asks about keys or the history, and is gone in a moment.
 *
 * @throws PromptrailError `store_missing`, `store_outdated`, `unknown_environment`, `store_locked`,
 * `store_unavailable`.
 */
export async function openStoreAlone(
  store: Store,
  settings: Pick<OpenStoreSettings, "environment" | "projectFolder">,
): Promise<StoreAlone> {
  const opened = await store.open({ ...settings, create: false });
  const { environment } = settings;
  const useCases = createStoreUseCases({ open: () => opened, environment });
  return { ...useCases, close: () => opened.close() };
}
