import { routes, toOpenApi, toReadinessWire } from "@promptrail/http-api";
import { answerJson, answerJsonText } from "../http/answer-json.js";
import { handleRead } from "../http/route-handler.js";

const document = JSON.stringify(toOpenApi());

export const healthHandlers = {
  healthz: handleRead(routes.healthz, async () => answerJson({ status: "ok" })),
  readyz: handleRead(routes.readyz, async ({ readReadiness }) => {
    const readiness = await readReadiness();
    return answerJson(toReadinessWire(readiness), { status: readiness.ready ? 200 : 503 });
  }),
  openapi: handleRead(routes.openapi, async () => answerJsonText(document)),
};
