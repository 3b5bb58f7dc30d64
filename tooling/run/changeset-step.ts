import { getReleasePlan } from "@changesets/get-release-plan";
import { throwingStep } from "./check-step.ts";
import { repositoryRoot } from "./run-command.ts";

/**
 * Makes the plan of the next release from the configuration and all changesets: it fails on a
 * changeset that cannot be read or names no package of the workspace. It does not ask whether a
 * change has a changeset, because that needs the base branch, which a clone may lack.
 */
export const changesetStep = throwingStep("changesets", async () => {
  await getReleasePlan(repositoryRoot);
});
