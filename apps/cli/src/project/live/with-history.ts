import type { Client } from "@promptrail/client";
import type { StoreReader } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { loadCliProject } from "../load-cli-project.js";
import { withStore } from "../store/with-store.js";
import { findServer } from "./find-server.js";
import { toWholeHistory, type WholeHistory } from "./whole-history.js";

/** What a verification reads. */
export interface VerifiedSource extends Pick<Client, "checkContents"> {
  /** Every decision of the environment, and the state that they should add up to. */
  readonly wholeHistory: () => Promise<WholeHistory>;
}

/**
 * Runs `use` on the history of a server, or of the store itself, which is opened for that alone: nothing
 * is declared, reported or kept, also where what is read turns out to be forged.
 */
export async function withHistory<Result>(
  scope: CommandScope,
  use: (source: VerifiedSource) => Promise<Result>,
): Promise<Result> {
  const server = await findServer(scope);
  if (server !== null) return use(ofServer(server.client));
  return withStore(scope, await loadCliProject(scope), (store) => use(ofStore(store)));
}

function ofServer(client: Client): VerifiedSource {
  return {
    wholeHistory: async () =>
      toWholeHistory((await client.status()).snapshot, (query) => client.history(query)),
    checkContents: (after) => client.checkContents(after),
  };
}

function ofStore(store: StoreReader): VerifiedSource {
  return {
    wholeHistory: async () =>
      toWholeHistory(await store.readSnapshot(), (query) => store.history(query)),
    checkContents: (after) => store.checkContents(after),
  };
}
