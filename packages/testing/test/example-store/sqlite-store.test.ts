import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Snapshot } from "@promptrail/core/lifecycle";
import { afterAll, expect, test, vi } from "vitest";
import { bringLive, drill } from "../../src/conformance/store/sample-commands.js";
import {
  describeCallLog,
  describeEvidenceStore,
  describeFleetStore,
  describeKeyStore,
  describeStatusStore,
  describeStore,
} from "../../src/conformance.js";
import { sqlite } from "./sqlite-store.js";

const folder = mkdtempSync(join(tmpdir(), "promptrail-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const name = "the example";
const store = sqlite(join(folder, "store.db"));
const open = (environment: string) => store.open({ environment, projectFolder: folder });

describeStatusStore(name, open);
describeEvidenceStore(name, open);
describeCallLog(name, open);
describeFleetStore(name, open);
describeKeyStore(name, open);
describeStore(name, async () => {
  const empty = sqlite(join(folder, `${randomUUID()}.db`));
  return {
    open: (settings) => empty.open({ ...settings, projectFolder: folder }),
    remove: async () => {},
  };
});

test("a decision of one process is heard in another one with the same file", async () => {
  const settings = { environment: "production", projectFolder: folder };
  const path = join(folder, "shared.db");
  const [one, other] = [await sqlite(path).open(settings), await sqlite(path).open(settings)];
  const told: Snapshot[] = [];
  const onProblem = vi.fn<(error: unknown) => void>();
  await other.status.watch(0, (snapshot) => told.push(snapshot), onProblem);
  await bringLive(one.status, "greeting", 3);
  const decisions = [one, other, one, other].map(({ status }) => status.decide(drill("greeting")));
  const revisions = (await Promise.all(decisions)).map(({ decision }) => decision?.revision);
  expect(new Set(revisions)).toEqual(new Set([4, 5, 6, 7]));
  await expect.poll(() => told.at(-1)).toEqual(await one.status.readSnapshot());
  await Promise.all([one.close(), other.close()]);
  expect(onProblem).not.toHaveBeenCalled();
});

test("a file that another process keeps locked is a store that is not there", async () => {
  const path = join(folder, "locked.db");
  const opened = await sqlite(path).open({ environment: "test", projectFolder: folder });
  const foreign = new DatabaseSync(path);
  foreign.exec("begin immediate");
  await expect(opened.keys.remove("a")).rejects.toMatchObject({ code: "store_unavailable" });
  foreign.exec("rollback");
  await opened.keys.remove("a");
  foreign.close();
  await opened.close();
});
