import { definePrompt, memory } from "@promptrail/core";
import type { EvidenceRun, Scope } from "@promptrail/core/lifecycle";
import { cases, defineEval, defineSuite, pass } from "@promptrail/evals";
import { evidenceRunWire } from "@promptrail/http-api";
import { createPromptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { onTestFinished } from "vitest";
import { createServerApp } from "../../src/index.js";

const family = "greeting";

export const path = "/admin/evidence";

const prompts = [1, 2].map((version) =>
  definePrompt({
    family,
    version,
    status: version === 1 ? "active" : "draft",
    changelog: "Another greeting.",
    provider: "fake",
    model: "fake-1",
    maxTokens: 10,
    userTemplate: `Greeting ${version}`,
  }),
);

const suite = defineSuite({
  family,
  dataset: cases(
    "greetings",
    Array.from({ length: 60 }, (_, index) => ({ id: `case-${index}`, context: {} })),
  ),
  evals: [defineEval({ name: "polite", version: 1, evaluate: () => pass() })],
});

/** A file that the shop takes: version 2 is as good as version 1. */
export async function goodRun(changes: Partial<EvidenceRun> = {}): Promise<EvidenceRun> {
  const answer = {
    outcome: "ok" as const,
    evals: [{ name: "polite", passed: true, score: 1, reason: "" }],
    notApplicable: [],
    inputTokens: 10,
    outputTokens: 2,
    cost: 0.001,
    durationMs: 120,
    error: null,
  };
  return {
    environment: "test",
    family,
    version: 2,
    contentHash: prompts[1]?.contentHash ?? "",
    baselineVersion: 1,
    baselineHash: prompts[0]?.contentHash ?? "",
    datasetHash: await suite.hashDataset(),
    suiteHash: suite.suiteHash,
    ranAt: new Date("2026-05-06T07:08:09.000Z"),
    ranBy: "ada",
    verdict: "pass",
    cases: Array.from({ length: 60 }, (_, index) => ({
      id: `case-${index}`,
      candidate: [answer],
      baseline: [answer],
    })),
    ...changes,
  };
}

/** What goes over the wire for it. */
export async function goodBody(changes: Partial<EvidenceRun> = {}) {
  return evidenceRunWire.encode(await goodRun(changes));
}

/** A server whose version 1 is active, and which judges version 2 by its suite. */
export async function openEvidenceShop() {
  const store = memory();
  const promptrail = await createPromptrail(
    {
      prompts: [...prompts],
      providers: [fakeProvider()],
      store,
      suites: [suite],
      environment: "test",
    },
    { onProblem: () => {} },
  );
  onTestFinished(() => promptrail.close());
  const app = createServerApp(promptrail);
  const keyFor = async (scopes: readonly Scope[], families: readonly string[] = ["*"]) => {
    const { secret } = await promptrail.keys.add({ name: "ci", scopes, families });
    return { authorization: `Bearer ${secret}`, "content-type": "application/json" };
  };
  const headers = await keyFor(["evidence"]);
  return {
    app,
    promptrail,
    /** What the shop keeps, as another process would see it. */
    store: await store.open({ environment: "test", projectFolder: "." }),
    /** With a key that may do this and nothing else. */
    post: (body: string, more: Readonly<Record<string, string>> = {}) =>
      app.request(path, { method: "POST", headers: { ...headers, ...more }, body }),
    listSaved: () => promptrail.evidence.list({ family, limit: 1_000 }),
  };
}
