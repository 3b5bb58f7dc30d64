import { routes, toOpenApi, toReadinessWire } from "@promptrail/http-api";
import { handleRead } from "../http/route-handler.js";

const document = JSON.stringify(toOpenApi());

export const healthHandlers = {
  healthz: handleRead(routes.healthz, async () => Response.json({ status: "ok" })),
  readyz: handleRead(routes.readyz, async ({ readReadiness }) => {
    const readiness = await readReadiness();
    return Response.json(toReadinessWire(readiness), { status: readiness.ready ? 200 : 503 });
  }),
  openapi: handleRead(
    routes.openapi,
    async () => new Response(document, { headers: { "content-type": "application/json" } }),
  ),
};
