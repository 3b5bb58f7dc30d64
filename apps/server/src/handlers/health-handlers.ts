import { readinessWire, routes, toOpenApi, toWire } from "@promptrail/http-api";
import { answerJson, answerJsonText } from "../http/answer-json.js";
import { handle } from "../http/route-handler.js";

const document = JSON.stringify(toOpenApi());

export const healthHandlers = {
  healthz: handle(routes.healthz, async () => ({ status: "ok" as const })),
  readyz: handle(routes.readyz, async ({ readReadiness }) => {
    const readiness = await readReadiness();
    return answerJson(toWire(readinessWire, readiness), { status: readiness.ready ? 200 : 503 });
  }),
  openapi: handle(routes.openapi, async () => answerJsonText(document)),
};
