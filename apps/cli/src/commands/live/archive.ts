import { versionKey } from "@promptrail/core";
import { addCommand, type CommandHost } from "../../add-command.js";
import { withBackend } from "../../project/live/backend.js";
import { parseVersion } from "../../project/parse-number.js";
import {
  type ChangeOptions,
  changeFlags,
  presentChange,
  toChangeRequest,
} from "./family-change.js";

export function addArchive(host: CommandHost): void {
  addCommand<ChangeOptions>(host, {
    usage: "archive <family> <version>",
    summary: "make sure that a version is never activated again",
    flags: changeFlags,
    run: async (scope, [family = "", number = ""], options) => {
      const version = parseVersion(number);
      const request = { ...toChangeRequest(family, options), version };
      const change = await withBackend(scope, (backend) => backend.archive(request));
      const key = versionKey(family, version);
      return presentChange(scope.terminal, change, {
        done: `${key} is archived`,
        already: `${key} is archived already.`,
      });
    },
  });
}
