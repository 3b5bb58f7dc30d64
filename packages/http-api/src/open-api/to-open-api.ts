import { routes } from "../routes/routes.js";
import type { OpenApiDocument, OpenApiOperation } from "./open-api-document.js";
import { toOperation } from "./to-operation.js";
import { toComponentSchemas } from "./to-schemas.js";

export interface OpenApiSettings {
  /** Where the API is; default: where the document was read. */
  readonly url?: string;
}

/** Grows with the API: the first number is that of the paths. */
const apiVersion = "1.0.0";

/** The API's OpenAPI 3.1 document, made from the route table. */
export function toOpenApi({ url = "/" }: OpenApiSettings = {}): OpenApiDocument {
  return {
    openapi: "3.1.0",
    info: {
      title: "Promptrail",
      version: apiVersion,
      description:
        "LLM prompts managed like code: call them, see what is live, promote, roll back.",
    },
    servers: [{ url }],
    paths: toPaths(),
    components: {
      schemas: toComponentSchemas(),
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "An API key that has the scope that the route needs.",
        },
      },
    },
  };
}

function toPaths(): OpenApiDocument["paths"] {
  const paths: Record<string, Record<string, OpenApiOperation>> = {};
  for (const route of Object.values(routes)) {
    paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  }
  return paths;
}
