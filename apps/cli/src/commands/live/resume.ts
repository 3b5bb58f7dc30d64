import { addCommand, type CommandHost } from "../../add-command.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

export function addResume(host: CommandHost): void {
  addCommand<ChangeOptions>(host, {
    usage: "resume <family>",
    summary:
      "end the hold that a rollback put on a family, so that deployments can change it again",
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
