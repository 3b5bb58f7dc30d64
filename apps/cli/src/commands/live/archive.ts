import { versionKey } from "@promptrail/core/portable";
import { changeReportWire } from "@promptrail/http-api";
import { implementCommand } from "../../implement-command.js";
import { nextSteps } from "../../present/next-steps.js";
import { parseVersion } from "../../project/parse-options.js";
import { type ChangeOptions, changeFamily, toChangeRequest } from "./family-change.js";

export const archiveCommand = implementCommand({
  documents: { archive: changeReportWire },
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
