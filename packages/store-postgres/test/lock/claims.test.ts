import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOwnIdentity } from "@promptrail/core/state-folder";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { isStoreLost } from "../../src/lock/folder-lock.js";
import { isLocal } from "../../src/lock/is-local.js";
import { lockFolder } from "../../src/lock/lock-folder.js";
import { claimFiles } from "./claim-files.js";

let project: string;
let folder: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "promptrail-claims-"));
  folder = join(project, "store");
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(project, { recursive: true, force: true });
});

const inside = () => join(folder, "lock");
const beside = () => `${folder}.lock`;

/** No process has this number: Linux and macOS give none above four million. */
const deadPid = 2 ** 30;

const own = { ...readOwnIdentity(), since: "2026-01-01T00:00:00.000Z" };
const elsewhere = { ...own, host: "far-away", boot: "00000000-1111-2222-3333-444444444444" };

function plant(place: string, claim: object, name = "0-planted.json"): string {
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, name), JSON.stringify({ id: "0-planted", ...claim }));
  return join(place, name);
}

function makeSilent(path: string): void {
  const longAgo = new Date(Date.now() - 3_600_000);
  utimesSync(path, longAgo, longAgo);
}

const attempt = async () => {
  const lock = await lockFolder(folder);
  lock.release();
};
const locked = expect.objectContaining({ code: "store_locked" });

/** What a holder is told when it wants to change something; null where it may. */
function findRefusal(lock: Awaited<ReturnType<typeof lockFolder>>): unknown {
  try {
    lock.require();
    return null;
  } catch (error) {
    return error;
  }
}

describe.each([
  ["in the folder", inside],
  ["beside the folder, where earlier versions look", beside],
])("%s", (_where, place) => {
  test("a holder's claim is for its owner alone, and gone when it lets go", async () => {
    const lock = await lockFolder(folder);
    const [name = ""] = readdirSync(place());
    expect(statSync(place()).mode & 0o777).toBe(0o700);
    expect(statSync(join(place(), name)).mode & 0o777).toBe(0o600);
    // What earlier versions read of it.
    const { pid, host, space, startMark } = readOwnIdentity();
    expect(JSON.parse(readFileSync(join(place(), name), "utf8"))).toMatchObject({
      pid,
      host,
      space,
      startMark,
      id: name.replace(".json", ""),
    });
    lock.release();
    expect(readdirSync(place())).toEqual([]);
  });

  test("a living process's claim refuses everybody else", async () => {
    plant(place(), own);
    await expect(attempt()).rejects.toEqual(locked);
  });

  test("a claim of another machine stands while its holder shows life", async () => {
    const path = plant(place(), elsewhere);
    await expect(attempt()).rejects.toMatchObject({
      data: { host: "far-away" },
      message: expect.stringContaining("free 60 s after its last heartbeat"),
    });
    makeSilent(path);
    await attempt();
  });

  test("a claim whose process is gone, or whose number another process has, is removed", async () => {
    plant(place(), { ...own, pid: deadPid }, "0.json");
    plant(place(), { ...own, startMark: `${own.boot}:1` }, "1.json");
    plant(place(), { ...own, boot: undefined, startMark: "another-boot:1" }, "2.json");
    await attempt();
    expect(readdirSync(place())).toEqual(own.startMark === null ? ["1.json", "2.json"] : []);
  });

  test.each([
    ["cut", '{"pid": 1'],
    ["empty", ""],
    ["of a group of processes", JSON.stringify({ ...own, pid: 0 })],
    ["of a number that no process can have", JSON.stringify({ ...own, pid: 2 ** 40 })],
  ])("a claim that is %s holds nothing", async (_what, text) => {
    plant(place(), {});
    writeFileSync(join(place(), "0-planted.json"), text);
    await attempt();
    expect(readdirSync(place())).toEqual([]);
  });

  test("what a claim says is data: it names no file, and no colour or line of a message", async () => {
    const victim = join(project, "victim.json");
    writeFileSync(victim, "mine");
    plant(place(), { ...own, pid: deadPid, id: "../../victim" }, "0.json");
    plant(place(), { ...own, pid: deadPid, id: "../victim" }, "1.json");
    await attempt();
    expect(readFileSync(victim, "utf8")).toBe("mine");
    plant(place(), { ...elsewhere, id: "../victim", command: "\u001b[31m\nforged", host: 7 });
    const refusal: unknown = await attempt().catch((error: unknown) => error);
    expect(String(refusal)).toContain("(?[31m?forged) on unknown");
  });

  test("a link is never followed: not to a claim, and not to a folder of others' files", async () => {
    const outside = join(project, "outside");
    const claim = plant(outside, own);
    const other = plant(outside, {}, "package.json");
    mkdirSync(place(), { recursive: true });
    symlinkSync(claim, join(place(), "0.json"));
    await attempt();
    rmSync(place(), { recursive: true });
    symlinkSync(outside, place());
    await expect(attempt()).rejects.toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("is a symbolic link, which is not followed"),
    });
    expect([existsSync(claim), existsSync(other)]).toEqual([true, true]);
    expect(readdirSync(outside)).toHaveLength(2);
  });

  test("a holder whose claim was removed changes nothing more, and leaves the folder to the next", async () => {
    const lock = await lockFolder(folder);
    expect(findRefusal(lock)).toBeNull();
    for (const name of readdirSync(place())) rmSync(join(place(), name));
    const refusal = findRefusal(lock);
    expect(refusal).toMatchObject({ code: "store_unavailable", data: { lost: true } });
    expect(isStoreLost(refusal)).toBe(true);
    // Whoever asks a server reads it.
    expect(String(refusal)).not.toContain(project);
    await attempt();
    expect(findRefusal(lock)).toBe(refusal);
  });
});

test("a copy of a folder in use is not held by the original's holder", async () => {
  const lock = await lockFolder(folder);
  const original = folder;
  folder = join(project, "copy", "store");
  cpSync(original, folder, { recursive: true, preserveTimestamps: true });
  cpSync(`${original}.lock`, beside(), { recursive: true });
  await attempt();
  expect(findRefusal(lock)).toBeNull();
  lock.release();
});

describe("a holder that showed no life for longer than its claim counts as recent", () => {
  const stopFor = (ms: number) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    vi.setSystemTime(Date.now() + ms);
  };
  const tooLong = expect.objectContaining({
    code: "store_unavailable",
    data: { lost: true },
    message: expect.stringContaining("this process did not run for 30 s or more"),
  });

  test("goes on where it was not so long", async () => {
    const lock = await lockFolder(folder);
    stopFor(29_000);
    expect(findRefusal(lock)).toBeNull();
    lock.release();
  });

  describe("changes nothing more, and leaves the folder to the next,", () => {
    /** What it is told first and later, and which claims it leaves. */
    const ask = (lock: Awaited<ReturnType<typeof lockFolder>>) => ({
      told: [findRefusal(lock), findRefusal(lock)],
      left: claimFiles(folder).filter((path) => !path.endsWith("planted.json")),
    });
    const lost = { told: [tooLong, tooLong], left: [] };

    test("where others may not see at once what it writes, also where nobody came", async () => {
      const lock = await lockFolder(folder);
      stopFor(31_000);
      // Of its file systems nothing is known here.
      const platform = Object.getOwnPropertyDescriptor(process, "platform") ?? {};
      Object.defineProperty(process, "platform", { ...platform, value: "darwin" });
      onTestFinished(() => {
        Object.defineProperty(process, "platform", platform);
      });
      expect(ask(lock)).toEqual(lost);
      vi.useRealTimers();
      await attempt();
    });

    test.each([
      ["in it", inside],
      ["beside it", beside],
    ])("where another has a claim %s", async (_where, place) => {
      const lock = await lockFolder(folder);
      plant(place(), elsewhere);
      stopFor(31_000);
      expect(ask(lock)).toEqual(lost);
    });
  });

  test.runIf(isLocal(tmpdir()))(
    "goes on where nobody came, on a disk on which all see at once what it writes",
    async () => {
      const lock = await lockFolder(folder);
      for (const path of claimFiles(folder)) makeSilent(path);
      stopFor(3_600_000);
      expect(findRefusal(lock)).toBeNull();
      vi.useRealTimers();
      for (const path of claimFiles(folder)) {
        expect(Date.now() - statSync(path).mtimeMs).toBeLessThan(30_000);
      }
      await expect(attempt()).rejects.toEqual(locked);
      lock.release();
      await attempt();
    },
  );
});
