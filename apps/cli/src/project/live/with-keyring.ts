import type { Client } from "@promptrail/client";
import { isPromptrailError } from "@promptrail/core";
import type { KeyList, KeyRequest, KeyRotation, MadeKey } from "@promptrail/core/lifecycle";
import type { CommandScope } from "../../command-scope.js";
import { loadCliProject } from "../load-cli-project.js";
import { withOwnStore } from "../store/with-own-store.js";
import { withStore } from "../store/with-store.js";
import { findServer, isServerNamed } from "./find-server.js";

/** What a command does with keys: a server's, within what its own key has, or the store's. */
export interface Keyring {
  list(): Promise<KeyList>;
  add(request: KeyRequest): Promise<MadeKey>;
  rotate(rotation: KeyRotation): Promise<MadeKey>;
  revoke(revocation: { readonly keyId: string }): Promise<void>;
}

/**
 * Runs `use` on the keys of the server that `PROMPTRAIL_SERVER` names, else of the one that runs on this
 * project's folder, else of the store itself: so also where no key is known that the server takes.
 */
export async function withKeyring<Result>(
  scope: CommandScope,
  use: (keyring: Keyring) => Promise<Result>,
): Promise<Result> {
  try {
    const server = await findServer(scope);
    if (server !== null) return await use(ofServer(server.client));
  } catch (error) {
    const isRefused = isPromptrailError(error) && error.code === "unauthenticated";
    if (!isRefused || isServerNamed(scope)) throw error;
  }
  const loaded = await loadCliProject(scope);
  return withOwnStore(scope, loaded, "keys", () =>
    withStore(scope, loaded, ({ keys }) => use(keys)),
  );
}

function ofServer(client: Client): Keyring {
  return {
    list: () => client.listKeys(),
    add: (request) => client.addKey(request),
    rotate: (rotation) => client.rotateKey(rotation),
    revoke: ({ keyId }) => client.revokeKey(keyId),
  };
}
