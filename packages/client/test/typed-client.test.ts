import { describe, expect, test } from "vitest";
import { createClient } from "../src/index.js";
import { sendJson, startScriptedServer } from "./scripted-server.js";

const settings = { url: "http://127.0.0.1:1", key: "pk_test_key" };
describe("a client", () => {
  test("takes any object as a context, and nothing else", async () => {
    const any = createClient(settings);
    await expect(any.call("anything", [])).rejects.toMatchObject({
      code: "request_invalid",
      message: expect.stringContaining("context: must be an object"),
    });
  });

  test("sends what its routes name, and nothing that is undefined", async () => {
    const bodies: string[] = [];
    const answer = { promoted_from: "a_v1", promoted_to: "a_v2", revision: 2, evidence_id: null };
    const server = await startScriptedServer((request, response) => {
      request.setEncoding("utf8").on("data", (text: string) => bodies.push(text));
      request.on("end", () => sendJson(answer)(request, response));
    });
    const report = await createClient({ ...settings, url: server.url }).promote({
      family: "verdict",
      toVersion: 2,
      reason: "Better.",
      override: undefined,
      wait: { timeoutMs: 50 },
      idempotencyKey: "one",
    });
    expect(report).toEqual({
      promotedFrom: "a_v1",
      promotedTo: "a_v2",
      evidenceActor: null,
      revision: 2,
      evidenceId: null,
      alreadyApplied: false,
    });
    expect(bodies.map((body) => JSON.parse(body))).toEqual([{ to_version: 2, reason: "Better." }]);
    expect(server.requests[0]).toMatchObject({
      url: "/admin/prompts/verdict/promote?wait=fleet&timeout_ms=50",
      headers: { "idempotency-key": "one" },
    });
  });

  test("refuses what a route does not take before anything is sent", async () => {
    const server = await startScriptedServer(sendJson({}));
    const asking = createClient({ ...settings, url: server.url }).drills({ limit: 5_000 });
    await expect(asking).rejects.toMatchObject({
      code: "request_invalid",
      message: expect.stringMatching(/query of the request .* limit: must be at most 1000/),
    });
    expect(server.requests).toEqual([]);
  });
});
