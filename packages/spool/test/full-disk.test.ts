import { execFileSync } from "node:child_process";
import { readdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { createCallId } from "@promptrail/core/call-log";
import { expect, onTestFinished, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { CountingLog } from "./world/counting-log.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

/** A disk of a megabyte; null where this user may not mount one. */
function mountSmallDisk(): string | null {
  const folder = makeTemporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { stdio: "pipe" });
  } catch {
    return null;
  }
  onTestFinished(() => {
    execFileSync("umount", ["-l", folder]);
  });
  return folder;
}

test("a disk that is full loses calls, counted to the one, and calls go on; with room again they are kept", async (context) => {
  const folder = mountSmallDisk();
  if (folder === null) return context.skip("Only root can mount a small disk.");
  const log = new CountingLog();
  log.answer = "fails";
  const settings = { folder, log, segmentBytes: 100_000 };
  const { open, problems } = await openTestSpool(settings);
  const ids: string[] = [];
  const refusals: unknown[] = [];
  const makeCalls = async (count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      const call = plainCall({ id: createCallId(new Date()), text: "x".repeat(3_000) });
      ids.push(call.id);
      open.start(call);
      open.add(call);
      if (turn % 20 === 19) await open.sync().catch((error: unknown) => refusals.push(error));
    }
  };
  await makeCalls(400);
  const { bavail, bsize } = statfsSync(folder);
  expect(bavail * bsize).toBeLessThan(100_000);
  expect(refusals.length).toBeGreaterThan(5);
  expect(refusals[0]).toMatchObject({
    code: "file_unwritable",
    message: expect.stringContaining("ENOSPC"),
  });
  log.answer = "takes";
  await open.flush();
  refusals.splice(0);
  await makeCalls(100);
  await open.sync();
  expect(refusals).toEqual([]);
  await open.flush();
  await open.close(5_000);
  const unseen = ids.filter((id) => !log.calls.has(id));
  expect(unseen.length).toBeGreaterThan(100);
  expect(unseen.length).toBeLessThan(400);
  expect(log.countLost()).toBe(unseen.length);
  expect([...log.gaps.values()].every(({ reason }) => reason === "spool_failed")).toBe(true);
  expect(log.orphans).toBe(0);
  expect(problems.length).toBeGreaterThan(0);
  expect(readdirSync(join(folder, ".promptrail/spool/production"))).toEqual([]);
});
