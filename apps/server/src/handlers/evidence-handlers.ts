import { bringEvidence } from "@promptrail/evals/run";
import { evidenceMs, routes } from "@promptrail/http-api";
import { handleEvidence } from "../http/route-handler.js";
import { requireFamily } from "../keys/authenticate.js";
import { withDeadline } from "../limits/with-deadline.js";

const storing = "The evidence may still be stored (bring it again, which is safe): the store";

export const evidenceHandlers = {
  bringEvidence: handleEvidence(
    routes.bringEvidence,
    async ({ promptrail, events, keyCheck }, { input: run, caller: { key, actor } }) => {
      if (key !== null) requireFamily(key, routes.bringEvidence, run.family);
      const bringing = bringEvidence(promptrail, { run, actor, now: keyCheck.now });
      const report = await withDeadline(bringing, evidenceMs, storing);
      // A declaration that waited for it is live now.
      events.look();
      return report;
    },
  ),
};
