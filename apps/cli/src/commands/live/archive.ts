import { versionKey } from "@promptrail/core/portable";
import { changeReportWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import { nextSteps } from "../../present/next-steps.js";
import { parseVersion } from "../../project/parse-options.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

export function addArchive(host: CommandHost): void {
  addCommand(host, {
    usage: "archive <family> <version>",
    summary: "archive a version, so that it can never be activated again",
    documents: { archive: changeReportWire },
    examples: ["archive fraud_score 3 --reason 'Fails its gate' --env production"],
    flags: changeFlags,
    run: async (scope, [family = "", number = ""], options: ChangeOptions) => {
      const version = parseVersion(number);
      const request = { ...toChangeRequest(family, options), version };
      const key = versionKey(family, version);
      return changeFamily(
        scope,
        (backend) => backend.archive(request),
        () => ({
          done: `${key} is archived`,
          already: `${key} was archived already`,
          next: nextSteps.archived(),
        }),
      );
    },
  });
}
