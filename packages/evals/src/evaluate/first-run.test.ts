import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memory, ProviderError } from "@promptrail/core";
import type { EvidenceStore } from "@promptrail/core/lifecycle";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { defineSuite } from "../suite/define-suite.js";
import { evaluate } from "./evaluate.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";
import { keepInStore } from "./keep-in-store.js";

const list = Array.from({ length: 60 }, (_, index) => ({ id: `case-${index}`, context: {} }));
const suite = defineSuite({ family: "note", dataset: cases("c", list), evals: [maxWords(3)] });

let answersFolder: string;
let store: EvidenceStore;
beforeEach(async () => {
  answersFolder = await mkdtemp(join(tmpdir(), "promptrail-first-run-"));
  store = (await memory().open({ environment: "production", projectFolder: "." })).evidence;
});
afterEach(() => rm(answersFolder, { recursive: true, force: true }));

/** Version 2 against version 1, whose answers are as they should be. */
function ask(
  candidate: (caseId: string) => string,
  changes: { readonly supersede?: string; readonly fresh?: boolean } = {},
) {
  const ports: EvaluatePorts<EvaluatedVersion> = {
    resolve: (family, version = 1) => {
      return { family, version, key: `note_v${version}`, contentHash: `sha256-${version}` };
    },
    run: async ({ version }, { id }) => scriptAnswer(version === 1 ? "one two" : candidate(id)),
    suites: new Map([[suite.family, suite]]),
    isPriced: () => true,
    evidence: keepInStore("production", store),
  };
  const request = { family: "note", version: 2, actor: "ada", answersFolder, ...changes };
  return evaluate(ports, request);
}

const list3 = () => store.list({ family: "note", limit: 3 });

test("the first complete run decides: another one is kept and changes nothing, but with a reason", async () => {
  const first = await ask(() => "one two three four");
  expect(first).toMatchObject({ verdict: { verdict: "fail" }, standing: { run: 1 } });
  const [failed] = await list3();
  // The same prompt may be luckier, and is kept.
  expect(await ask(() => "one", { fresh: true })).toMatchObject({
    verdict: { verdict: "pass" },
    standing: { run: 2, deciding: { id: failed?.id, verdict: "fail" } },
  });
  expect((await list3())[0]).toMatchObject({ run: 2, changesNothing: true, verdict: "pass" });
  const reason = "the first run had a broken dataset";
  const third = await ask(() => "one", { supersede: reason });
  const [stored] = await list3();
  expect(third).toMatchObject({
    standing: { run: 3, deciding: { id: stored?.id, verdict: "pass" } },
  });
  expect(stored?.supersedes).toEqual({ reason, evidenceId: failed?.id });
});

test("a run that a vendor's errors kept from a verdict decides nothing for good", async () => {
  const first = await ask((caseId) => {
    if (Number(caseId.slice(5)) > 5) return "one";
    throw new ProviderError({ kind: "overloaded", provider: "p", reason: "Overloaded." });
  });
  expect(first).toMatchObject({ verdict: { verdict: "inconclusive", isIncomplete: true } });
  expect(await ask(() => "one")).toMatchObject({
    standing: { run: 2, deciding: { verdict: "pass" } },
  });
});
