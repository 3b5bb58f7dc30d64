import { type Evidence, memory } from "@promptrail/core";
import { expect, test } from "vitest";
import type { DecisionUseCases } from "../../src/decisions/decision-use-cases.js";
import type { Promptrail, StoreUseCases } from "../../src/index.js";
import type { KeyUseCases } from "../../src/keys/key-use-cases.js";
import type { EvidenceUseCases } from "../../src/store/store-use-cases.js";
import { startRuntime } from "../lifecycle/start-runtime.js";
import { temporaryFolder } from "../lifecycle/temporary-folder.js";
import { greetingV2 } from "../prompts.js";

type Asks<Name extends PropertyKey> = Readonly<
  Record<Name, (promptrail: Promptrail) => Promise<unknown>>
>;

const by = { actor: "ada", family: "greeting", reason: "Why." } as const;
const evidence: Evidence = {
  id: "e1",
  family: "greeting",
  version: 2,
  contentHash: greetingV2.contentHash,
  baselineVersion: 1,
  baselineHash: "b",
  datasetHash: "d",
  suiteHash: "s",
  verdict: "pass",
  reasons: [],
  report: {},
  actor: "ada",
  createdAt: new Date(0),
};

/** Every use case that asks the store: one more does not compile until it is here. */
const asks = {
  readSnapshot: (follower) => follower.readSnapshot(),
  readVersion: (follower) => follower.readVersion("greeting", 1),
  history: (follower) => follower.history(),
  historyPage: (follower) => follower.historyPage(),
  sharedWork: (follower) => follower.sharedWork(),
  checkContents: (follower) => follower.checkContents(null),
  fleet: (follower) => follower.fleet(),
  waitForFleet: (follower) => follower.waitForFleet({ revision: 1, timeoutMs: 1 }),
  drills: (follower) => follower.drills(),
  reportProcess: (follower) =>
    follower.reportProcess({
      processId: "p",
      name: "p",
      role: "follower",
      revision: 0,
      appliedAgoMs: 0,
      stateSource: "store",
      problems: [],
    }),
  keepCallLog: (follower) => follower.keepCallLog(),
  removeProcess: (follower) => follower.removeProcess("p"),
  promote: (follower) => follower.promote({ ...by, toVersion: 1 }),
  rollback: (follower) => follower.rollback(by),
  rollbackAll: (follower) => follower.rollbackAll({ ...by, model: "m" }),
  shadow: (follower) => follower.shadow({ ...by, version: 1, rate: 0.5 }),
  archive: (follower) => follower.archive({ ...by, version: 1 }),
  resume: (follower) => follower.resume(by),
  recover: (follower) => follower.recover({ ...by, keep: "store" }),
  deploy: (follower) => follower.deploy(by),
  drill: (follower) => follower.drill(by),
} satisfies Asks<
  Exclude<keyof (StoreUseCases & DecisionUseCases), "environment" | "evidence" | "keys">
>;

const evidenceAsks = {
  save: (follower) => follower.evidence.save(evidence),
  requireWritable: ({ evidence }) => evidence.requireWritable(),
  find: (follower) => follower.evidence.find(evidence),
  read: (follower) => follower.evidence.read("e1"),
  list: (follower) => follower.evidence.list({ family: "greeting", limit: 1 }),
} satisfies Asks<keyof EvidenceUseCases>;

const keyAsks = {
  list: (follower) => follower.keys.list(),
  isKnown: (follower) => follower.keys.isKnown("a-key-that-somebody-chose"),
  add: (follower) => follower.keys.add({ name: "ci", scopes: ["read"] }),
  rotate: (follower) => follower.keys.rotate({ keyId: "k" }),
  revoke: (follower) => follower.keys.revoke({ keyId: "k" }),
  ensureAdmin: (follower) => follower.keys.ensureAdmin({ chosen: "" }),
  find: (follower) => follower.keys.find("k"),
  noteUse: (follower) => follower.keys.noteUse("k", new Date()),
} satisfies Asks<keyof KeyUseCases>;

/** A process that follows another one's store, as it would follow a server. */
async function startFollower(): Promise<Promptrail> {
  const store = memory();
  await startRuntime({ store });
  const { status } = await store.open({ environment: "production", projectFolder: "." });
  const { promptrail } = await startRuntime(
    { projectFolder: temporaryFolder() },
    { statusSource: status },
  );
  return promptrail;
}

test("a process that follows a server says of all that asks a store that it has none, and who has", async () => {
  const follower = await startFollower();
  expect(follower.hasStore).toBe(false);
  const all = [asks, evidenceAsks, keyAsks].flatMap((group) => Object.values(group));
  for (const ask of all) {
    await expect(ask(follower)).rejects.toMatchObject({
      code: "not_supported",
      message: expect.stringMatching(
        /follows a server and has no store.*Send the request to the server/,
      ),
    });
  }
});

test("a process that follows a server answers what it knows by itself, its own calls included", async () => {
  const follower = await startFollower();
  expect(follower.status()).toMatchObject({ stateSource: "store", environment: "production" });
  expect(follower.resolve("greeting").version.key).toBe("greeting_v2");
  await follower.call("greeting", { name: "Ada" });
  await follower.flush();
  expect(await follower.calls.read({ limit: 9 })).toMatchObject([{ family: "greeting" }]);
  expect(await follower.shadowPairs({ family: "greeting" })).toEqual([]);
});
