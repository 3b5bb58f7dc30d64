import { versionKey } from "@promptrail/core/portable";
import { addCommand, type CommandHost } from "../../add-command.js";
import { parseVersion } from "../../project/parse-options.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

export function addArchive(host: CommandHost): void {
  addCommand<ChangeOptions>(host, {
    usage: "archive <family> <version>",
    summary: "make sure that a version is never activated again",
    flags: changeFlags,
    run: async (scope, [family = "", number = ""], options) => {
      const version = parseVersion(number);
      const request = { ...toChangeRequest(family, options), version };
      const key = versionKey(family, version);
      return changeFamily(
        scope,
        (backend) => backend.archive(request),
        () => ({ done: `${key} is archived`, already: `${key} is archived already` }),
      );
    },
  });
}
