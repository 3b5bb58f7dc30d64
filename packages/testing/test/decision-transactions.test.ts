import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type DecisionTransaction,
  decideAllWithin,
  decideWithin,
  reconsiderWithin,
} from "@promptrail/core/lifecycle";
import { afterAll, expect, test } from "vitest";
import { statusStoreCases } from "../src/conformance/describe-status-store.js";
import { findFailures } from "../src/conformance/store/sabotaged-store.js";
import type { OpenEnvironment } from "../src/conformance/store/store-case.js";
import { openEnvironment, placeWithin } from "./example-store/open-environment.js";
import { roomFile } from "./example-store/room.js";
import { openSqliteFile } from "./example-store/sqlite-file.js";
import { beginDecision } from "./example-store/sqlite-status.js";

type Spoil = (transaction: DecisionTransaction) => Partial<DecisionTransaction>;
type Recording = DecisionTransaction["record"];

const folder = mkdtempSync(join(tmpdir(), "promptrail-spoiled-"));
const file = openSqliteFile(join(folder, "store.db"));
afterAll(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The example store, with a transaction that breaks a promise. */
function spoiled(spoil: Spoil): OpenEnvironment {
  return async (environment) => {
    const settings = { file, environment, storeId: environment, release: () => {} };
    const { status, evidence, ...opened } = openEnvironment(settings);
    const { write } = roomFile(file, environment);
    const begin = (room: Parameters<typeof beginDecision>[0]) => {
      const transaction = beginDecision(room);
      return { ...transaction, ...spoil(transaction) };
    };
    return {
      ...opened,
      status: {
        ...status,
        decide: (command) => write((room) => decideWithin(begin(room), command)),
        decideAll: (commands) => write((room) => decideAllWithin(begin(room), commands)),
      },
      evidence: {
        ...evidence,
        save: (saved) =>
          write(async (room) => {
            const placed = placeWithin(room, saved);
            await reconsiderWithin(begin(room), placed);
            return placed;
          }),
      },
    };
  };
}

/** Plans in one transaction and records in another. */
function torn(): OpenEnvironment {
  const open = spoiled(() => ({}));
  return async (environment) => {
    const opened = await open(environment);
    const { write } = roomFile(file, environment);
    return {
      ...opened,
      status: {
        ...opened.status,
        decide: async (command) => {
          let planned: Parameters<Recording> | undefined;
          const record: Recording = async (...given) => {
            planned = given;
          };
          const result = await write((room) =>
            decideWithin({ ...beginDecision(room), record }, command),
          );
          const given = planned;
          if (given !== undefined) await write((room) => beginDecision(room).record(...given));
          return result;
        },
      },
    };
  };
}

test("the example store stands every case", async () => {
  expect(
    await findFailures(
      statusStoreCases,
      spoiled(() => ({})),
    ),
  ).toEqual([]);
});

test.each<[string, RegExp, OpenEnvironment]>([
  [
    "follows on no decision before",
    /chain of hashes/,
    spoiled(({ head }) => ({ head: { ...head, hash: "" } })),
  ],
  [
    "finds no decision by its key",
    /same idempotency key/,
    spoiled(() => ({ findDecision: async () => null })),
  ],
  [
    "finds a decision by its key in the command's family alone",
    /idempotency key of another family/,
    spoiled((transaction) => {
      let asked: string | null = null;
      return {
        readFamily: (family) => {
          asked = family;
          return transaction.readFamily(family);
        },
        findDecision: async (key) => {
          const found = await transaction.findDecision(key);
          return found?.family === asked ? found : null;
        },
      };
    }),
  ],
  [
    "takes any number for registered",
    /a version that it does not know/,
    spoiled(({ readFacts }) => ({
      readFacts: async (...asked) => ({
        ...(await readFacts(...asked)),
        registered: Array.from({ length: 9 }, (_each, at) => at + 1),
      }),
    })),
  ],
  [
    "does not know the content of the active version",
    /on the evidence that decides/,
    spoiled(({ readFacts }) => ({
      readFacts: async (...asked) => ({ ...(await readFacts(...asked)), activeHash: null }),
    })),
  ],
  [
    "knows of no activation",
    /two people who roll back at once/,
    spoiled(({ readFacts }) => ({
      readFacts: async (...asked) => ({ ...(await readFacts(...asked)), lastActivation: null }),
    })),
  ],
  [
    "tells any decision for the last activation",
    /the first after a drill/,
    spoiled(({ readFacts, head }) => ({
      readFacts: async (...asked) => {
        const facts = await readFacts(...asked);
        const { lastActivation } = facts;
        return head.revision === 6 && lastActivation !== null
          ? { ...facts, lastActivation: { ...lastActivation, kind: "drilled" } }
          : facts;
      },
    })),
  ],
  [
    "finds no evidence",
    /on the evidence that decides/,
    spoiled(() => ({ findEvidence: async () => ({ evidence: null }) })),
  ],
  [
    "records the first decision of two",
    /ends the hold/,
    spoiled(({ record }) => ({ record: ([first], states) => record([first], states) })),
  ],
  [
    "appends decisions and leaves the state as it was",
    /rolls back one step/,
    spoiled(({ record, readFamily }) => ({
      record: async (decisions, states) => {
        const asBefore = states.map(async (state) => (await readFamily(state.family)) ?? state);
        await record(decisions, await Promise.all(asBefore));
      },
    })),
  ],
  [
    "writes the state of the first family of many",
    /^decides on many families together/,
    spoiled(({ record }) => ({
      record: (decisions, states) => record(decisions, states.slice(0, 1)),
    })),
  ],
  ["lets another decision between its reads and its write", /when many roll back/, torn()],
])("the status store's suite finds a transaction that %s", async (_name, title, open) => {
  const cases = statusStoreCases.filter((each) => title.test(each.title));
  expect(cases).toHaveLength(1);
  expect(await findFailures(cases, open)).toHaveLength(1);
});
