import { isPromptrailError } from "@promptrail/core";
import { createKeyring, type Keyring } from "@promptrail/server";
import type { CommandScope } from "../../command-scope.js";
import { findServer, isServerNamed } from "../live/backend.js";
import { loadCliProject } from "../load-cli-project.js";
import { withOwnStore } from "../store/with-own-store.js";
import { withStore } from "../store/with-store.js";

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
    if (server !== null) return await use(server.client);
  } catch (error) {
    const isRefused = isPromptrailError(error) && error.code === "unauthenticated";
    if (!isRefused || isServerNamed(scope)) throw error;
  }
  const loaded = await loadCliProject(scope);
  return withOwnStore(scope, loaded, "keys", () =>
    withStore(scope, loaded, ({ keys }, environment) =>
      use(createKeyring({ keys, environment, giver: null })),
    ),
  );
}
