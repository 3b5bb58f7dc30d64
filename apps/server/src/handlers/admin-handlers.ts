import { toChangeReport, toPromotionReport, toRollbackReport } from "@promptrail/core/lifecycle";
import { routes } from "@promptrail/http-api";
import { handle } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decide, decideMove, decisionMs, recovery, recoveryMs, toDecider } from "./decide.js";
import { answerRollbackAll } from "./rollback-all.js";

export const adminHandlers = {
  rollback: handle(routes.rollback, async (ports, { input: { wait, ...asked }, ...request }) => {
    const by = toDecider("rollback", asked, request);
    const deciding = ports.promptrail.rollback({ ...asked, ...by });
    return toRollbackReport(...(await decideMove(ports, deciding, { ...asked, wait })));
  }),
  rollbackAll: handle(routes.rollbackAll, answerRollbackAll),
  promote: handle(routes.promote, async (ports, { input: { wait, ...asked }, ...request }) => {
    const by = toDecider("promote", asked, request);
    const deciding = ports.promptrail.promote({ ...asked, ...by });
    return toPromotionReport(...(await decideMove(ports, deciding, { ...asked, wait })));
  }),
  shadow: handle(routes.shadow, async (ports, { input, ...request }) => {
    const by = toDecider("shadow", input, request);
    return toChangeReport(await decide(ports, ports.promptrail.shadow({ ...input, ...by })));
  }),
  shadowPairs: handle(routes.shadowPairs, async ({ promptrail }, { input }) => {
    const { family } = input;
    promptrail.resolve(family);
    const page = await withDeadline(promptrail.shadowPairsPage(input), recoveryMs, "The call log");
    return { family, ...page };
  }),
  headroom: handle(routes.headroom, async ({ promptrail }, { input: { family } }) => {
    promptrail.resolve(family);
    return withDeadline(promptrail.headroom({ family }), recoveryMs, "The call log");
  }),
  archive: handle(routes.archive, async (ports, { input, ...request }) => {
    const by = toDecider("archive", input, request);
    return toChangeReport(await decide(ports, ports.promptrail.archive({ ...input, ...by })));
  }),
  resume: handle(routes.resume, async (ports, { input, ...request }) => {
    const by = toDecider("resume", input, request);
    return toChangeReport(await decide(ports, ports.promptrail.resume({ ...input, ...by })));
  }),
  recover: handle(routes.recover, async (ports, { input, caller: { actor } }) =>
    decide(ports, ports.promptrail.recover({ ...input, actor, source: "http" }), recovery),
  ),
  history: handle(routes.history, async ({ promptrail }, { input }) => {
    const { family } = input;
    promptrail.resolve(family);
    const page = await withDeadline(promptrail.historyPage(input), decisionMs, "The store");
    return { family, ...page };
  }),
  wholeHistory: handle(routes.wholeHistory, async ({ promptrail }, { input }) => {
    const page = await withDeadline(promptrail.historyPage(input), decisionMs, "The store");
    return { family: null, ...page };
  }),
  checkContents: handle(routes.checkContents, async ({ promptrail }, { input: { after } }) =>
    withDeadline(promptrail.checkContents(after ?? null), decisionMs, "The store"),
  ),
};
