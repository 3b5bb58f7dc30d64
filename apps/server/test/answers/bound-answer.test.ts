import { routes } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { answerJson, requireWithinBound } from "../../src/http/answer-json.js";

const route = { ...routes.wholeHistory, largestAnswer: 100 };

describe("an answer that is no refusal", () => {
  test("is passed on as it is within its route's bound, without a copy", async () => {
    const made = answerJson({ told: "é" }, { status: 201, headers: { etag: '"r1"' } });
    const answer = requireWithinBound(route, made);
    expect(answer).toBe(made);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"r1"');
    expect(await answer.json()).toEqual({ told: "é" });
  });

  test("is refused beyond it, in bytes, with what to ask for", () => {
    // 85 letters are 170 bytes.
    expect(() => requireWithinBound(route, answerJson("é".repeat(85)))).toThrow(
      "/admin/history would be answered with 172 bytes, and has at most 100. Ask for less at once with `limit`.",
    );
  });

  test("is never passed on where it does not tell its length", () => {
    const answer = Response.json({ told: "é" });
    expect(() => requireWithinBound(route, answer)).toThrow("was answered without a length");
  });

  test("has no body to bound where it has none, or is a stream of events", () => {
    const empty = new Response(null, { status: 204 });
    expect(requireWithinBound(route, empty)).toBe(empty);
    const headers = { "content-type": "text/event-stream" };
    const stream = new Response("x".repeat(1_000), { headers });
    expect(requireWithinBound(route, stream)).toBe(stream);
  });
});
