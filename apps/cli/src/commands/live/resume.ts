import { addCommand, type CommandHost } from "../../add-command.js";
import { withBackend } from "../../project/live/backend.js";
import {
  type ChangeOptions,
  changeFlags,
  presentChange,
  toChangeRequest,
} from "./family-change.js";

export function addResume(host: CommandHost): void {
  addCommand<ChangeOptions>(host, {
    usage: "resume <family>",
    summary: "end the hold that a rollback left, so that deployments count again",
    flags: changeFlags,
    run: async (scope, [family = ""], options) => {
      const request = toChangeRequest(family, options);
      const change = await withBackend(scope, (backend) => backend.resume(request));
      return presentChange(scope.terminal, change, {
        done: `The hold of ${family} ended, with ${change.active} active,`,
        already: `${family} has no hold.`,
      });
    },
  });
}
