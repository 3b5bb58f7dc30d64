import { memory, type OpenStore, type StatusStore } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { describeCallLog } from "../describe-call-log.js";
import { describeEvidenceStore } from "../describe-evidence-store.js";
import { describeStatusStore, statusStoreCases } from "../describe-status-store.js";
import { callLogCases } from "./call-log-cases.js";
import { evidenceStoreCases } from "./evidence-store-cases.js";
import { type OpenEnvironment, runStoreCase, type StoreCase } from "./store-case.js";

const store = memory();
const open: OpenEnvironment = (environment) => store.open({ environment, projectFolder: "." });

describeStatusStore("memory", open);
describeEvidenceStore("memory", open);
describeCallLog("memory", open);

/** The titles of the cases that a store fails. */
async function findFailures(cases: readonly StoreCase[], opened: OpenEnvironment) {
  const failed: string[] = [];
  for (const each of cases) {
    await runStoreCase(each, opened).catch(() => failed.push(each.title));
  }
  return failed;
}

function sabotageStatus(change: (status: StatusStore) => Partial<StatusStore>): OpenEnvironment {
  const sabotaged = memory();
  return async (environment) => {
    const opened = await sabotaged.open({ environment, projectFolder: "." });
    return { ...opened, status: { ...opened.status, ...change(opened.status) } };
  };
}

function sabotage(change: (opened: OpenStore) => Partial<OpenStore>): OpenEnvironment {
  const sabotaged = memory();
  return async (environment) => {
    const opened = await sabotaged.open({ environment, projectFolder: "." });
    return { ...opened, ...change(opened) };
  };
}

describe("the status store's suite finds a store that", () => {
  test.each<[string, RegExp, (status: StatusStore) => Partial<StatusStore>]>([
    [
      "hides a conflict",
      /another content, and keeps/,
      (status) => ({
        registerVersions: async (versions) => {
          await status.registerVersions(versions);
          return [];
        },
      }),
    ],
    [
      "loses NUL characters",
      /comes out again/,
      (status) => ({
        registerVersions: (versions) =>
          status.registerVersions(JSON.parse(JSON.stringify(versions).replaceAll("\\u0000", ""))),
      }),
    ],
    [
      "ignores which version the caller saw",
      /another state/,
      (status) => ({
        decide: (command) =>
          status.decide({ ...command, fromVersion: null, expectedRevision: null }),
      }),
    ],
    [
      "forgets idempotency keys",
      /idempotency/,
      (status) => ({ decide: (command) => status.decide({ ...command, idempotencyKey: null }) }),
    ],
    [
      "reads the history oldest first",
      /newest first, of one/,
      (status) => ({
        readHistory: async (query) => (await status.readHistory(query)).toReversed(),
      }),
    ],
    [
      "changes what was decided afterwards",
      /chain of hashes/,
      (status) => ({
        readHistory: async (query) =>
          (await status.readHistory(query)).map((each) => ({ ...each, actor: "someone" })),
      }),
    ],
    ["never tells its watchers", /that is behind/, () => ({ watch: async () => async () => {} })],
    [
      "goes on telling after a stop",
      /once the watch is stopped/,
      (status) => ({
        watch: async (...request) => {
          await status.watch(...request);
          return async () => {};
        },
      }),
    ],
  ])("%s", async (_name, title, change) => {
    const cases = statusStoreCases.filter((each) => title.test(each.title));
    expect(cases).toHaveLength(1);
    expect(await findFailures(cases, sabotageStatus(change))).toHaveLength(1);
  });
});

describe("the other suites find a store that", () => {
  test("keeps a call twice", async () => {
    const opened = sabotage(({ calls }) => ({
      calls: {
        ...calls,
        append: (records) =>
          calls.append(records.map((each) => ({ ...each, id: `${Math.random()}` }))),
      },
    }));
    expect((await findFailures(callLogCases, opened)).length).toBeGreaterThan(0);
  });

  test("always samples the newest calls", async () => {
    const opened = sabotage(({ calls }) => ({
      calls: { ...calls, sample: ({ family, size }) => calls.read({ family, limit: size }) },
    }));
    expect(await findFailures(callLogCases, opened)).toEqual([
      "samples production calls since a time, each once and all of them alike",
    ]);
  });

  test("finds evidence for another suite", async () => {
    const opened = sabotage(({ evidence }) => ({
      evidence: {
        ...evidence,
        find: async (key) => (await evidence.list({ family: key.family, limit: 1 }))[0] ?? null,
      },
    }));
    expect(await findFailures(evidenceStoreCases, opened)).toEqual([
      "finds nothing where one field of the key differs",
    ]);
  });
});
