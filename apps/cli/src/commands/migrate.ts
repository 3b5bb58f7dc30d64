import { addCommand, type CommandHost } from "../add-command.js";
import { migrateDocument } from "../documents/project-documents.js";
import { nextSteps } from "../present/next-steps.js";
import { chooseStore, findEnvironment, loadCliProject } from "../project/load-cli-project.js";
import { withOwnStore } from "../project/store/with-own-store.js";

export function addMigrate(host: CommandHost): void {
  addCommand(host, {
    usage: "migrate",
    summary: "bring the store's schema up to date",
    documents: { migrate: migrateDocument },
    examples: ["migrate --env production"],
    run: async (scope) => {
      const loaded = await loadCliProject(scope);
      const { config, projectFolder } = loaded;
      const store = chooseStore(config, scope.terminal.environment);
      const environment = findEnvironment(scope, config);
      const applied = await withOwnStore(scope, loaded, "migrate", () =>
        store.migrate({ environment, projectFolder }),
      );
      const text =
        applied.length === 0
          ? `${store.description}: the schema is up to date.`
          : [`${store.description}:`, ...applied.map((message) => `  ${message}`)].join("\n");
      return {
        text,
        json: { store: store.description, applied },
        next: applied.length === 0 ? [] : nextSteps.migrated(environment),
      };
    },
  });
}
