import type { OpenStore } from "@promptrail/core/lifecycle";
import { versionKey } from "@promptrail/core/portable";

/** A store on which decisions can be tried. */
export interface DryStore {
  /** It answers as the store would, and writes nothing: no version and no decision. */
  readonly store: OpenStore;
  /** The versions that would have been registered or replaced so far. Keys. */
  readonly registered: () => readonly string[];
}

/** What a dry run asks instead of the store: what was registered here counts for what is decided here. */
export function toDryStore(store: OpenStore): DryStore {
  const registering = new Map<string, number[]>();
  const changed = new Set<string>();
  const { status } = store;
  return {
    store: {
      ...store,
      status: {
        ...status,
        registerVersions: async (versions) => {
          const { added, replaced, conflicts } = await status.previewRegistration(versions);
          for (const { family, version } of added) {
            registering.set(family, [...(registering.get(family) ?? []), version]);
          }
          for (const { family, version } of [...added, ...replaced]) {
            changed.add(versionKey(family, version));
          }
          return conflicts;
        },
        decide: (command) => status.preview(command, registering.get(command.family)),
      },
    },
    registered: () => [...changed],
  };
}
