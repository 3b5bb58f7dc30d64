import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMemoryCallLog } from "@promptrail/core/call-log";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { spool } from "../src/index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "promptrail-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

test("calls come to the call log once, and a spool that is closed leaves nothing", async () => {
  const log = createMemoryCallLog();
  const problems: unknown[] = [];
  const open = await spool().open({
    environment: "production",
    projectFolder: folder,
    log,
    onProblem: (error) => problems.push(error),
  });
  const calls = [1, 2, 3].map((n) => plainCall({ id: `call-${n}` }));
  for (const call of calls) {
    open.start(call);
    open.add(call);
  }
  await open.sync();
  expect(open.waiting.calls).toBe(3);
  await open.flush();
  expect(open.waiting).toEqual({ calls: 0, bytes: 0 });
  expect((await log.read({ limit: 10 })).map(({ id }) => id).sort()).toEqual(
    calls.map(({ id }) => id),
  );
  await open.close(1_000);
  expect(problems).toEqual([]);
  expect(readdirSync(join(folder, ".promptrail/spool/production"))).toEqual([]);
});
