import { memory, type Store } from "@promptrail/core";
import type { OpenStore } from "@promptrail/core/lifecycle";

/** A store with a replica that is promoted without the newest decisions: they are lost. */
export interface LosingStore extends Store {
  /** From now on the replica hears of nothing. */
  readonly lag: () => void;
  /** The replica takes the primary's place, under its name. */
  readonly failOver: () => void;
}

export function losingStore(): LosingStore {
  const primary = memory();
  const replica = memory();
  const state = { isReplicated: true, isLost: false };
  return {
    description: "losing",
    migrate: async () => [],
    open: async (settings) =>
      join(await primary.open(settings), await replica.open(settings), state),
    lag: () => {
      state.isReplicated = false;
    },
    failOver: () => {
      state.isLost = true;
    },
  };
}

function join(
  primary: OpenStore,
  replica: OpenStore,
  state: { readonly isReplicated: boolean; readonly isLost: boolean },
): OpenStore {
  const current = () => (state.isLost ? replica : primary).status;
  return {
    ...primary,
    status: {
      registerVersions: async (versions) => {
        await replica.status.registerVersions(versions);
        return primary.status.registerVersions(versions);
      },
      findConflicts: (versions) => current().findConflicts(versions),
      listRegistered: (families) => current().listRegistered(families),
      readSnapshot: async () => {
        const { storeId } = await primary.status.readSnapshot();
        return { ...(await current().readSnapshot()), storeId };
      },
      readVersion: (family, version) => current().readVersion(family, version),
      decide: async (command) => {
        const result = await current().decide(command);
        if (state.isReplicated) await replica.status.decide(command);
        return result;
      },
      decideAll: async (commands) => {
        const outcomes = await current().decideAll(commands);
        if (state.isReplicated) await replica.status.decideAll(commands);
        return outcomes;
      },
      findDecision: (key) => current().findDecision(key),
      previewRegistration: (versions) => current().previewRegistration(versions),
      preview: (...asked) => current().preview(...asked),
      readHistory: (query) => current().readHistory(query),
      // Whoever needs what is new reads it.
      watch: async () => async () => {},
    },
  };
}
