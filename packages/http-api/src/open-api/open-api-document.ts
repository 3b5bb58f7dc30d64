import type { z } from "zod";

export type JsonSchema = z.core.JSONSchema.BaseSchema;

interface Described {
  readonly description: string;
}

interface MediaType {
  readonly schema: JsonSchema;
}

export interface OpenApiParameter extends Described {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonSchema;
}

export interface OpenApiResponse extends Described {
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface OpenApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  /** The scope that the key needs; absent where no key is needed. */
  readonly "x-promptrail-scope"?: string;
  readonly parameters: readonly OpenApiParameter[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, MediaType>>;
  };
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

/** The part of OpenAPI 3.1 that the API's document uses. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<
      Record<string, Described & { type: "http"; scheme: "bearer" }>
    >;
  };
}
