import type { z } from "zod";
import { problemStatus } from "../problems/problem-status.js";
import { requestIdHeader } from "../routes/request-headers.js";
import type { Route } from "../routes/route.js";
import { problemMediaType } from "../wire/problem.js";
import type { OpenApiOperation, OpenApiParameter, OpenApiResponse } from "./open-api-document.js";
import { toSchema } from "./to-schemas.js";

/** One route → one operation. */
export function toOperation(route: Route): OpenApiOperation {
  const { name, summary, scope, body } = route;
  const acceptsNothing = body?.safeParse({}).success === true;
  return {
    operationId: name,
    summary,
    security: scope === null ? [] : [{ key: [] }],
    ...(scope === null ? {} : { "x-promptrail-scope": scope }),
    parameters: toParameters(route),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: !acceptsNothing,
            content: { "application/json": { schema: toSchema(body) } },
          },
        }),
    responses: { ...toResponses(route), ...toProblemResponses(route) },
  };
}

function toParameters({ params, query, headers }: Route): readonly OpenApiParameter[] {
  const described = (place: "path" | "query", { in: wire }: Route["params"]) =>
    Object.entries<z.ZodType>(wire.shape).map(([name, schema]) => ({
      name,
      in: place,
      required: place === "path",
      description: name.replaceAll("_", " "),
      schema: toSchema(schema),
    }));
  return [
    ...described("path", params),
    ...described("query", query),
    ...[...headers, requestIdHeader].map(({ name, description }) => ({
      name,
      description,
      in: "header" as const,
      required: false,
      schema: { type: "string" as const },
    })),
  ];
}

function toResponses({ responses }: Route): Record<string, OpenApiResponse> {
  return Object.fromEntries(
    Object.entries(responses).map(([status, { description, mediaType, schema }]) => [
      status,
      schema === null
        ? { description }
        : { description, content: { [mediaType]: { schema: toSchema(schema) } } },
    ]),
  );
}

/** Codes that share a status share a response, which names them. */
function toProblemResponses(route: Route): Record<string, OpenApiResponse> {
  const codesByStatus = new Map<number, string[]>();
  const add = (status: number, code: string) =>
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
  for (const code of route.problems) add(problemStatus[code], code);
  add(400, "request_invalid");
  if (route.scope !== null) {
    for (const code of ["unauthenticated", "forbidden"] as const) add(problemStatus[code], code);
    add(problemStatus.rate_limited, "rate_limited");
  }
  if (route.body !== null) for (const status of [413, 415]) add(status, "request_invalid");
  return Object.fromEntries(
    [...codesByStatus].map(([status, codes]) => [
      status,
      {
        description: `A problem: ${codes.join(", ")}.`,
        content: { [problemMediaType]: { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}
