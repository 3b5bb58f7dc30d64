import { changeReportWire } from "@promptrail/http-api";
import { implementCommand } from "../../implement-command.js";
import { nextSteps } from "../../present/next-steps.js";
import { type ChangeOptions, changeFamily, toChangeRequest } from "./family-change.js";

export const resumeCommand = implementCommand({
  documents: { resume: changeReportWire },
  run: async (scope, [family = ""], options: ChangeOptions) => {
    const request = toChangeRequest(family, options);
    return changeFamily(
      scope,
      (backend) => backend.resume(request),
      ({ active }, environment) => ({
        done: `The hold of ${family} ended, with ${active} active,`,
        already: `${family} has no hold`,
        next: nextSteps.resumed({ family, environment }),
      }),
    );
  },
});
