import { routes } from "@promptrail/http-api";
import { describe, expect, test } from "vitest";
import { requireWithinBound } from "../../src/http/require-within-bound.js";

const route = { ...routes.wholeHistory, largestAnswer: 100 };

describe("an answer that is no refusal", () => {
  test("is passed on within its route's bound, with its status and headers", async () => {
    const init = { status: 201, headers: { etag: '"r1"' } };
    const answer = await requireWithinBound(route, Response.json({ told: "é" }, init));
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"r1"');
    expect(await answer.json()).toEqual({ told: "é" });
  });

  test("is refused beyond it, in bytes, with what to ask for", async () => {
    // 85 letters are 170 bytes.
    const answering = requireWithinBound(route, Response.json("é".repeat(85)));
    await expect(answering).rejects.toMatchObject({
      code: "not_supported",
      message:
        "/admin/history would be answered with 172 bytes, and has at most 100. Ask for less at once with `limit`.",
    });
  });

  test("has no body to bound where it has none, or is a stream of events", async () => {
    const empty = new Response(null, { status: 204 });
    expect(await requireWithinBound(route, empty)).toBe(empty);
    const headers = { "content-type": "text/event-stream" };
    const stream = new Response("x".repeat(1_000), { headers });
    expect(await requireWithinBound(route, stream)).toBe(stream);
  });
});
