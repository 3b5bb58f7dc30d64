import { describeIssues } from "@promptrail/core";
import type { z } from "zod";
import { RequestError } from "../problems/request-error.js";

/** @throws RequestError 400, which names each wrong field of the request's part and why it is wrong. */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: "path" | "query" | "body",
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const reason = describeIssues(parsed.error.issues);
  throw new RequestError(`The ${part} is not right: ${reason}. See /openapi.json.`, {
    status: 400,
    data: { part },
  });
}
