import { addCommand, type CommandHost } from "../add-command.js";
import { chooseStore, loadCliProject } from "../project/load-cli-project.js";

export function addMigrate(host: CommandHost): void {
  addCommand(host, {
    usage: "migrate",
    summary: "bring the store's schema up to date",
    run: async (scope) => {
      const { config, projectFolder } = await loadCliProject(scope);
      const store = chooseStore(config, scope.terminal.environment);
      const environment =
        config.environment ?? scope.terminal.environment["PROMPTRAIL_ENV"] ?? "development";
      const applied = await store.migrate({ environment, projectFolder });
      const text =
        applied.length === 0
          ? `${store.description}: the schema is current.`
          : [`${store.description}:`, ...applied.map((message) => `  ${message}`)].join("\n");
      return { text, json: { store: store.description, applied } };
    },
  });
}
