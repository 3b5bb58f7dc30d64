import { versionKey } from "@promptrail/core/portable";
import { addCommand, type CommandHost } from "../../add-command.js";
import { parseVersion } from "../../project/parse-options.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

export function addArchive(host: CommandHost): void {
  addCommand<ChangeOptions>(host, {
    usage: "archive <family> <version>",
    summary: "archive a version, so that it can never be activated again",
    flags: changeFlags,
    run: async (scope, [family = "", number = ""], options) => {
      const version = parseVersion(number);
      const request = { ...toChangeRequest(family, options), version };
      const key = versionKey(family, version);
      return changeFamily(
        scope,
        (backend) => backend.archive(request),
        () => ({ done: `${key} is archived`, already: `${key} was archived already` }),
      );
    },
  });
}
