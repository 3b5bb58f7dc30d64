import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, test } from "vitest";
import { routes, toOpenApi } from "../src/index.js";

const document = toOpenApi();

function findReferences(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "$ref" && typeof member === "string" ? [member] : findReferences(member),
  );
}

describe("the OpenAPI document", () => {
  test("fits the OpenAPI 3.1 schema", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  test("every reference leads to a schema of the document", () => {
    const known = Object.keys(document.components.schemas).map(
      (id) => `#/components/schemas/${id}`,
    );
    const references = findReferences(document);
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  });

  test("every route is an operation under its own name", () => {
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(routes).sort(),
    );
  });

  test("a route without a scope asks for no key, any other names its scope", () => {
    for (const route of Object.values(routes)) {
      const operation = document.paths[route.path]?.[route.method];
      expect(operation?.security).toEqual(route.scope === null ? [] : [{ key: [] }]);
      expect(operation?.["x-promptrail-scope"]).toBe(route.scope ?? undefined);
    }
  });

  test("request bodies refuse what they do not name, answers may grow", () => {
    const { RollbackRequest, RollbackResult } = document.components.schemas;
    expect(RollbackRequest?.additionalProperties).toBe(false);
    expect(RollbackResult?.additionalProperties).toBeUndefined();
  });

  test("a rollback needs no body, a call needs one", () => {
    const operation = (path: string) => document.paths[path]?.["post"];
    expect(operation("/admin/prompts/{family}/rollback")?.requestBody?.required).toBe(false);
    expect(operation("/v1/prompts/{family}/call")?.requestBody?.required).toBe(true);
  });
});
