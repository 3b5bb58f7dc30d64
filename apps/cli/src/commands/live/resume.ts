import { changeReportWire } from "@promptrail/http-api";
import { addCommand, type CommandHost } from "../../add-command.js";
import { nextSteps } from "../../present/next-steps.js";
import { type ChangeOptions, changeFamily, changeFlags, toChangeRequest } from "./family-change.js";

export function addResume(host: CommandHost): void {
  addCommand(host, {
    usage: "resume <family>",
    summary:
      "end the hold that a rollback put on a family, so that deployments can change it again",
    documents: { resume: changeReportWire },
    examples: ["resume fraud_score --reason 'The new text was reviewed' --env production"],
    flags: changeFlags,
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
}
