import { memory } from "@promptrail/core";
import type { FleetStore, StatusStore } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { describeCallLog } from "../describe-call-log.js";
import { describeFleetStore } from "../describe-fleet-store.js";
import { describeStatusStore, statusStoreCases } from "../describe-status-store.js";
import { callLogCases } from "./calls/call-log-cases.js";
import { fleetStoreCases } from "./fleet-store-cases.js";
import { findFailures, sabotage, sabotageStatus } from "./sabotaged-store.js";
import { sampleVersion } from "./sample-versions.js";
import type { OpenEnvironment } from "./store-case.js";

const store = memory();
const open: OpenEnvironment = (environment) => store.open({ environment, projectFolder: "." });

describeStatusStore("memory", open);
describeCallLog("memory", open);
describeFleetStore("memory", open);

describe("the status store's suite finds a store that", () => {
  test.each<[string, RegExp, (status: StatusStore) => Partial<StatusStore>]>([
    [
      "hides a conflict",
      /different content, and keeps/,
      (status) => ({
        registerVersions: async (versions) => {
          await status.registerVersions(versions);
          return [];
        },
      }),
    ],
    [
      "registers what it was only asked about",
      /registers nothing/,
      (status) => ({
        findConflicts: (asked) =>
          status.registerVersions(
            asked.map(({ family, version }) => sampleVersion(family, version)),
          ),
      }),
    ],
    [
      "lists the numbers as they came",
      /lists what is registered of some families/,
      (status) => ({
        listRegistered: async (families) => (await status.listRegistered(families)).toReversed(),
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
      "believes the hash of whatever body it has",
      /does not return a body/,
      (status) => ({
        readVersion: async (family, version) =>
          (await status.readVersion(family, version).catch(() => null)) ??
          sampleVersion(family, version),
      }),
    ],
    [
      "forgets the hash of the evidence",
      /hash of the whole evidence/,
      (status) => ({
        readHistory: async (query) =>
          (await status.readHistory(query)).map(({ evidenceHash: _hash, ...each }) => each),
      }),
    ],
    [
      "forgets who stored the evidence",
      /hash of the whole evidence and who stored it/,
      (status) => ({
        readHistory: async (query) =>
          (await status.readHistory(query)).map(({ evidenceActor: _actor, ...each }) => each),
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
      /the same idempotency key/,
      (status) => ({ decide: (command) => status.decide({ ...command, idempotencyKey: null }) }),
    ],
    [
      "takes every rollback that follows another one for its repeat",
      /after a promotion of the version that was left/,
      (status) => {
        let rolledBack = false;
        return {
          decide: async (command) => {
            const isRollback = command.kind === "rollback";
            const { families } = await status.readSnapshot();
            const state = families.find(({ family }) => family === command.family);
            if (isRollback && rolledBack && state !== undefined) {
              return { decision: null, alreadyApplied: true, followUp: null, state };
            }
            rolledBack ||= isRollback;
            return await status.decide(command);
          },
        };
      },
    ],
    [
      "reads the history oldest first",
      /newest first, of one/,
      (status) => ({
        readHistory: async (query) => (await status.readHistory(query)).toReversed(),
      }),
    ],
    [
      "tells the last decision of a page again on the next",
      /pages of any size/,
      (status) => ({
        readHistory: ({ before, ...query }) =>
          status.readHistory({ ...query, before: before === null ? null : before + 1 }),
      }),
    ],
    [
      "leaves the first decision out of every page after the newest",
      /pages of any size/,
      (status) => ({
        readHistory: async (query) => {
          const page = await status.readHistory(query);
          return query.before === null ? page : page.filter(({ revision }) => revision > 1);
        },
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
    [
      "forgets what a declaration stands on",
      /evidence that it waits for/,
      (status) => ({
        decide: (command) =>
          status.decide(
            command.kind === "declare" ? { ...command, ground: { kind: "no_suite" } } : command,
          ),
      }),
    ],
    [
      "tells watchers of the two decisions of one transaction apart",
      /ends the hold/,
      (status) => ({
        watch: (revision, onSnapshot, onProblem) =>
          status.watch(
            revision,
            (snapshot) => {
              if (snapshot.revision > 5) onSnapshot({ ...snapshot, revision: 5 });
              onSnapshot(snapshot);
            },
            onProblem,
          ),
      }),
    ],
    [
      "counts a drill as a change of the family",
      /records a drill/,
      (status) => ({
        readSnapshot: async () => {
          const snapshot = await status.readSnapshot();
          const { revision, families } = snapshot;
          return { ...snapshot, families: families.map((each) => ({ ...each, revision })) };
        },
        decide: async (command) => {
          const result = await status.decide(command);
          const revision = result.decision?.revision ?? result.state.revision;
          return { ...result, state: { ...result.state, revision } };
        },
      }),
    ],
    [
      "takes a recovery that keeps the state for no change",
      /recovers every family/,
      (status) => ({
        decide: (command) =>
          status.decide(
            command.kind === "recover" && command.kept === null
              ? { ...command, kind: "drill" }
              : command,
          ),
      }),
    ],
    [
      "puts a hold back under the revision of the lost history",
      /acknowledgement of the lost/,
      (status) => ({
        decide: (command) =>
          status.decide(command.kind === "recover" ? { ...command, lostRevision: 1 } : command),
      }),
    ],
    [
      "tells watchers only where a family changed",
      /records a drill/,
      (status) => ({
        watch: (from, onSnapshot, onProblem) =>
          status.watch(
            from,
            (snapshot) => {
              const { revision, families } = snapshot;
              if (families.some((each) => each.revision === revision)) onSnapshot(snapshot);
            },
            onProblem,
          ),
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
});

describe("the fleet store's suite finds a store that", () => {
  test.each<[string, RegExp, (fleet: FleetStore) => Partial<FleetStore>]>([
    [
      "takes all processes for one",
      /each process once/,
      (fleet) => ({ report: (report) => fleet.report({ ...report, processId: "same" }) }),
    ],
    [
      "measures a revision anew with each sign of life",
      /how long a revision took/,
      (fleet) => ({
        report: async (report) => {
          await fleet.leave(report.processId);
          await fleet.report(report);
        },
      }),
    ],
    [
      "shows processes that are long gone",
      /was silent/,
      (fleet) => ({ read: () => fleet.read(3_600_000) }),
    ],
    ["keeps a process that left", /was silent/, () => ({ leave: async () => {} })],
    [
      "reads drills oldest first",
      /drills/,
      (fleet) => ({ readDrills: async () => (await fleet.readDrills(9)).toReversed().slice(0, 2) }),
    ],
  ])("%s", async (_name, title, change) => {
    const cases = fleetStoreCases.filter((each) => title.test(each.title));
    expect(cases).toHaveLength(1);
    const opened = sabotage(({ fleet }) => ({ fleet: { ...fleet, ...change(fleet) } }));
    expect(await findFailures(cases, opened)).toHaveLength(1);
  });
});
