import { evidenceReportWire, usualBody } from "@promptrail/http-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createEvidenceTurns, mostEvidence } from "../../src/limits/evidence-turns.js";
import { goodBody, goodRun, openEvidenceShop } from "./evidence-shop.js";

const reportOf = (body: unknown) => evidenceReportWire.in.parse(body);

describe("POST /admin/evidence", () => {
  test("stores it under its key and the person behind it, and a promotion names them", async () => {
    const { post, promptrail, listSaved } = await openEvidenceShop();
    const body = JSON.stringify(await goodBody());
    const response = await post(body, { "promptrail-actor": "bob" });
    expect(response.status).toBe(200);
    const report = reportOf(await response.json());
    expect(report).toMatchObject({
      family: "greeting",
      candidate: "greeting_v2",
      baseline: "greeting_v1",
      outcome: "stored",
      verdict: "pass",
      evidence_id: expect.stringMatching(/^run-/),
      actor: "bob via key:ci",
    });
    const again = await post(body);
    expect(await again.json()).toEqual({ ...report, outcome: "already_stored" });
    expect(await listSaved()).toMatchObject([
      { id: report.evidence_id, actor: "bob via key:ci", ran: { by: "ada" } },
    ]);
    await promptrail.promote({
      family: "greeting",
      toVersion: 2,
      reason: "r",
      actor: "eve",
      source: "cli",
    });
    const [promotion] = await promptrail.history();
    expect(promotion).toMatchObject({ actor: "eve", evidenceActor: "bob via key:ci" });
  });

  test("makes a declaration live that waited for it", async () => {
    const { post, promptrail, store } = await openEvidenceShop();
    const { family, contentHash, datasetHash, suiteHash, ...run } = await goodRun();
    const { state } = await store.status.decide({
      kind: "declare",
      again: false,
      family,
      actor: "ada",
      source: "deploy",
      reason: "Release 2.",
      fromVersion: null,
      expectedRevision: null,
      idempotencyKey: null,
      generation: 2,
      activeVersion: 2,
      acknowledgedRevision: 0,
      statuses: { 1: "deprecated", 2: "active" },
      ground: { kind: "evidence", key: { family, contentHash, datasetHash, suiteHash } },
    });
    expect(state).toMatchObject({ activeVersion: 1, declared: { pending: expect.any(String) } });
    expect((await post(JSON.stringify(await goodBody(run)))).status).toBe(200);
    await expect.poll(() => promptrail.resolve(family).version.version).toBe(2);
    expect((await promptrail.history())[0]).toMatchObject({
      actor: "key:ci",
      evidenceActor: "key:ci",
      source: "deploy",
    });
  });

  test("takes more than other routes, but not more than its bound", async () => {
    const { post, listSaved } = await openEvidenceShop();
    const good = JSON.stringify(await goodBody());
    const padded = (bytes: number) => good + " ".repeat(bytes - good.length);
    const tooLarge = await post(padded(8_000_001));
    expect(tooLarge.status).toBe(413);
    expect(await tooLarge.json()).toMatchObject({
      detail: expect.stringContaining("8000000 bytes"),
    });
    expect(await listSaved()).toEqual([]);
    expect((await post(padded(8_000_000))).status).toBe(200);
    expect(usualBody.bytes).toBeLessThan(8_000_000);
  });

  test("refuses a million wrong values without stopping the server", async () => {
    const { post } = await openEvidenceShop();
    const wrong = (count: number) => `{"cases":[${"0,".repeat(count)}0]}`;
    expect((await post(wrong(1_500_000))).status).toBe(400);
    await post(wrong(900_000));
    const before = process.cpuUsage();
    const response = await post(wrong(900_000));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(400 * slack);
    expect(await response.json()).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/cases\[0\]: .*and \d+ more|promptrail_evidence: /),
    });
  });

  test("takes no change of a right file for it: it is refused, or known by another id", async () => {
    const { post, listSaved } = await openEvidenceShop();
    const good = await goodBody();
    const places = findPlaces(good);
    const value = fc.constantFrom(
      ...["null", "true", "-1", "0", "1", "2", "1e400", "1.5", '""', '"x"', "[]", "{}"],
      ...['{"__proto__":1}', '"\\ud83d"', '"\\u0000"', '"2026-01-01T00:00:00Z"', '"fail"'],
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), value, async (path, text) => {
        const earlier = (await listSaved()).map(({ id }) => id);
        const marker = "the-place-of-the-change";
        const body = JSON.stringify(replace(good, path, marker)).replace(`"${marker}"`, text);
        const response = await post(body);
        if (response.status === 200) {
          const { evidence_id: id, verdict } = reportOf(await response.json());
          const found = (await listSaved()).find((each) => each.id === id);
          expect(found).toMatchObject({ actor: "key:ci", verdict });
          return;
        }
        expect([400, 404, 409]).toContain(response.status);
        expect((await listSaved()).map(({ id }) => id)).toEqual(earlier);
      }),
      { numRuns: randomRuns({ usual: 150, long: 5_000 }) },
    );
  });
});

describe("turns of evidence", () => {
  test("are taken in order, and whoever waits too long is told so", async () => {
    const turns = createEvidenceTurns(30);
    const held = Array.from({ length: mostEvidence }, () => Promise.withResolvers<Response>());
    const answers = held.map(({ promise }) => turns(() => promise));
    await expect(turns(async () => new Response())).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("Nothing was stored."),
    });
    const next = turns(async () => new Response("next"));
    for (const { resolve } of held) resolve(new Response());
    await Promise.all(answers);
    expect(await (await next).text()).toBe("next");
  });

  test("are given back by what fails", async () => {
    const turns = createEvidenceTurns(30);
    for (let turn = 0; turn <= mostEvidence; turn += 1) {
      await expect(turns(() => Promise.reject(new Error("It failed.")))).rejects.toThrow(
        "It failed",
      );
    }
  });
});

type Path = readonly (string | number)[];

function findPlaces(value: unknown): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]): readonly Path[] => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [[step], ...findPlaces(member).map((path) => [step, ...path])];
  });
}

function replace(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by;
  const changed = replace(Object(value)[step], rest, by);
  if (Array.isArray(value)) return value.with(Number(step), changed);
  return { ...Object(value), [step]: changed };
}
