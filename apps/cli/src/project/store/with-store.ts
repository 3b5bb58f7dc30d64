import type { LoadedConfig } from "@promptrail/config";
import { withReleases } from "@promptrail/core/lifecycle";
import { openStoreAlone, type StoreUseCases } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { chooseStore, findEnvironment } from "../load-cli-project.js";
import { refusingOtherServer } from "./other-server.js";

/**
 * Runs `use` on the project's store alone: it is opened as it is there, nothing is made, declared, followed
 * or kept, and it is closed whatever happens.
 *
 * @throws PromptrailError `store_missing`, `store_outdated`, `unknown_environment`, `store_unavailable`;
 * `config_invalid` where a server of another environment holds it.
 */
export async function withStore<Result>(
  scope: CommandScope,
  loaded: LoadedConfig,
  use: (store: StoreUseCases) => Promise<Result>,
): Promise<Result> {
  const { config, projectFolder } = loaded;
  const environment = findEnvironment(scope, config);
  const chosen = chooseStore(config, scope.terminal.environment);
  return refusingOtherServer(scope, loaded, () =>
    withReleases(async (keep) => {
      const store = await openStoreAlone(chosen, { environment, projectFolder });
      keep(() => store.close());
      return use(store);
    }),
  );
}
