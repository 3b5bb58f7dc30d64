import { addCommand, type CommandHost } from "../../add-command.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

export function addResume(host: CommandHost): void {
  addCommand<ChangeOptions>(host, {
    usage: "resume <family>",
    summary: "end the hold that a rollback left, so that deployments count again",
    flags: changeFlags,
    run: async (scope, [family = ""], options) => {
      const request = toChangeRequest(family, options);
      return changeFamily(
        scope,
        (backend) => backend.resume(request),
        ({ active }) => ({
          done: `The hold of ${family} ended, with ${active} active,`,
          already: `${family} has no hold`,
        }),
      );
    },
  });
}
