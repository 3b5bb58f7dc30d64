import {
  routes,
  toContentsWire,
  toFamilyChangeWire,
  toHistoryWire,
  toPromotionResultWire,
  toRecoverReportWire,
  toRollbackResultWire,
} from "@promptrail/http-api";
import { answerJson } from "../http/answer-json.js";
import { handleRead, handleWrite } from "../http/route-handler.js";
import { withDeadline } from "../limits/with-deadline.js";
import { decide, decideAll, decisionMs, waitForFleet } from "./decide.js";
import { toDecisionOptions } from "./to-decision-options.js";

export const adminHandlers = {
  rollback: handleWrite(routes.rollback, async (ports, request) => {
    const { to_version: version, reason } = request.body;
    const deciding = ports.promptrail.rollback({
      ...toDecisionOptions("rollback", request.params.family, request),
      ...(version === undefined ? {} : { version }),
      ...(reason === undefined ? {} : { reason }),
    });
    const result = await decide(ports, deciding);
    const fleet = await waitForFleet(ports, result, request.query);
    return answerJson(toRollbackResultWire(result, fleet));
  }),
  promote: handleWrite(routes.promote, async (ports, request) => {
    const { version, reason, override, callers_ready: callersReady } = request.body;
    const deciding = ports.promptrail.promote({
      ...toDecisionOptions("promote", request.params.family, request),
      version,
      reason,
      ...(override === undefined ? {} : { override }),
      ...(callersReady === undefined ? {} : { callersReady }),
    });
    const result = await decide(ports, deciding);
    const fleet = await waitForFleet(ports, result, request.query);
    return answerJson(toPromotionResultWire(result, fleet));
  }),
  shadow: handleWrite(routes.shadow, async (ports, request) => {
    const { version, rate, reason } = request.body;
    const deciding = ports.promptrail.shadow({
      ...toDecisionOptions("shadow", request.params.family, request),
      version,
      reason,
      ...(rate === undefined ? {} : { rate }),
    });
    return answerJson(toFamilyChangeWire(await decide(ports, deciding)));
  }),
  archive: handleWrite(routes.archive, async (ports, request) => {
    const { version, reason } = request.body;
    const options = toDecisionOptions("archive", request.params.family, request);
    const deciding = ports.promptrail.archive({ ...options, version, reason });
    return answerJson(toFamilyChangeWire(await decide(ports, deciding)));
  }),
  resume: handleWrite(routes.resume, async (ports, request) => {
    const { reason } = request.body;
    const options = toDecisionOptions("resume", request.params.family, request);
    const deciding = ports.promptrail.resume({ ...options, reason });
    return answerJson(toFamilyChangeWire(await decide(ports, deciding)));
  }),
  recover: handleWrite(routes.recover, async (ports, { body: { keep, reason }, caller }) => {
    const { actor } = caller;
    const recovering = ports.promptrail.recover({ keep, reason, actor, source: "http" });
    return answerJson(toRecoverReportWire(await decideAll(ports, recovering)));
  }),
  history: handleRead(routes.history, async ({ promptrail }, { params, query }) => {
    const { family } = params;
    promptrail.resolve(family);
    const reading = promptrail.historyPage({ family, ...query });
    return answerJson(toHistoryWire(family, await withDeadline(reading, decisionMs, "The store")));
  }),
  checkContents: handleRead(routes.checkContents, async ({ promptrail }, { query }) => {
    const checking = promptrail.checkContents(query.after ?? null);
    return answerJson(toContentsWire(await withDeadline(checking, decisionMs, "The store")));
  }),
  wholeHistory: handleRead(routes.wholeHistory, async ({ promptrail }, { query }) => {
    const reading = promptrail.historyPage(query);
    return answerJson(toHistoryWire(null, await withDeadline(reading, decisionMs, "The store")));
  }),
};
