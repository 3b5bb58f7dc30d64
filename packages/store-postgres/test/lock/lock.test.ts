import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { copyEmbeddedStore } from "../../../../tooling/test/run/embedded-store-template.ts";
import { embedded } from "../../src/embedded.js";
import { lockFolder } from "../../src/lock/lock-folder.js";
import { bringLive } from "../commands.js";
import { type Child, startChild } from "../start-child.js";

let projectFolder: string;
let children: Child[];
beforeEach(async () => {
  projectFolder = mkdtempSync(join(tmpdir(), "promptrail-lock-"));
  await copyEmbeddedStore(projectFolder);
  children = [];
});
afterEach(async () => {
  for (const child of children) child.process.kill("SIGKILL");
  await Promise.all(children.map(({ ended }) => ended));
  rmSync(projectFolder, { recursive: true, force: true });
});

const start = (mode: "hold" | "once") => {
  const child = startChild(mode, projectFolder);
  children.push(child);
  return child;
};
const open = () => embedded().open({ environment: "production", projectFolder });
const claims = () => join(projectFolder, ".promptrail", "store", "lock");

test("a second process learns who holds the folder, and has it once the holder was killed", async () => {
  const holder = start("hold");
  expect(await holder.attempt).toMatchObject({ opened: true });
  const refused: unknown = await open().catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: "store_locked",
    data: { pid: holder.process.pid, host: hostname(), command: "hold-store.ts hold" },
  });
  const text = String(refused);
  expect(text).toContain(
    `process ${holder.process.pid} (hold-store.ts hold) on ${hostname()} since 20`,
  );
  expect(text).toContain("Stop that process. If it is `promptrail serve`, send requests to it");
  holder.process.kill("SIGKILL");
  await holder.ended;
  const store = await open();
  await bringLive(store, "fraud_score", 2);
  await store.close();
  expect(readdirSync(claims())).toEqual([]);
});

test("of processes that start at once on a dead holder's folder, one gets it and the rest are told", async () => {
  const dead = start("hold");
  await dead.attempt;
  dead.process.kill("SIGKILL");
  await dead.ended;
  const attempts = await Promise.all([1, 2, 3, 4].map(() => start("hold").attempt));
  expect(attempts.filter(({ opened }) => opened)).toHaveLength(1);
  const refused = attempts.filter(({ opened }) => !opened);
  for (const each of refused) expect(each).toMatchObject({ code: "store_locked" });
});

test("a process that closes its store ends by itself and leaves its decisions to the next", async () => {
  const store = await open();
  await bringLive(store, "fraud_score", 3);
  const before = await store.status.readSnapshot();
  await store.close();
  const next = start("once");
  expect(await next.attempt).toMatchObject({ opened: true });
  expect(await next.ended).toBe(0);
  const again = await open();
  expect(await again.status.readSnapshot()).toEqual(before);
  await again.close();
});

test("one process may open the folder for two environments, and through a link", async () => {
  const link = join(projectFolder, "link");
  symlinkSync(projectFolder, link);
  const first = await open();
  const second = await embedded().open({ environment: "staging", projectFolder: link });
  await bringLive(first, "fraud_score", 1);
  expect((await second.status.readSnapshot()).families).toEqual([]);
  await first.close();
  await bringLive(second, "fraud_score", 1);
  await second.close();
});

test("many takers in one process never hold a folder together", async () => {
  const folder = join(projectFolder, "data");
  let holders = 0;
  let taken = 0;
  const take = async () => {
    const lock = await lockFolder(folder).catch(() => null);
    if (lock === null) return;
    holders += 1;
    taken += 1;
    expect(holders).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    holders -= 1;
    lock.release();
  };
  await Promise.all(Array.from({ length: 40 }, take));
  expect(taken).toBeGreaterThan(0);
});
