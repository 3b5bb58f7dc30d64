import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verifyHistory } from "@promptrail/core/lifecycle";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { copyEmbeddedStore } from "../../../../tooling/test/run/embedded-store-template.ts";
import { embedded } from "../../src/embedded.js";
import { bringLive } from "../commands.js";
import { claimFiles } from "./claim-files.js";
import { type Container, findContainerLack, startDecider } from "./start-decider.js";

let root: string;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "promptrail-containers-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  await copyEmbeddedStore(join(root, "host"));
});

const store = () => join(root, "host", ".promptrail", "store");
const open = () =>
  embedded().open({ environment: "production", projectFolder: join(root, "host") });

/** A project folder of its own, into which the store is mounted as a volume. */
function mounted(name: string, after: readonly string[] = []): [string, Container] {
  const projectFolder = join(root, name);
  const place = join(projectFolder, ".promptrail", "store");
  mkdirSync(place, { recursive: true });
  return [projectFolder, { setUp: [`mount --bind '${store()}' '${place}'`, ...after] }];
}

/** As if its process had been silent for longer than one is waited for. */
function makeSilent(): void {
  const longAgo = new Date(Date.now() - 61_000);
  for (const file of claimFiles(store())) utimesSync(file, longAgo, longAgo);
}

const lack = findContainerLack();

describe.skipIf(lack !== "")(`in containers${lack === "" ? "" : ` (skipped: ${lack})`}`, () => {
  test("a volume that two of them mount has one holder", async () => {
    const first = startDecider(...mounted("first"));
    expect(await first.opening).toEqual({ opened: true });
    const second = startDecider(...mounted("second"));
    expect(await second.opening).toMatchObject({ opened: false, code: "store_locked" });
    await expect(open()).rejects.toMatchObject({ code: "store_locked" });
    await first.finish();
    expect(await startDecider(...mounted("second")).opening).toEqual({ opened: true });
  });

  test("a volume in a project that may not be written to is locked all the same", async () => {
    const [folder, { setUp }] = mounted("first");
    const [, { setUp: again }] = mounted("first");
    const sealed = { setUp: [...setUp, `mount --bind '${folder}' '${folder}'`, ...again] };
    sealed.setUp.push(`mount -o remount,bind,ro '${folder}'`);
    const first = startDecider(folder, sealed);
    expect(await first.opening).toEqual({ opened: true });
    expect(await first.decide("fraud_score")).toEqual({ decided: true });
    await expect(open()).rejects.toMatchObject({ code: "store_locked" });
  });

  test("a holder that was stopped for too long refuses everything when it wakes, and its successor loses nothing", async () => {
    const stopped = startDecider(...mounted("first"));
    await stopped.opening;
    expect(await stopped.decide("before_stop")).toEqual({ decided: true });
    stopped.signal("SIGSTOP");
    makeSilent();
    const successor = await open();
    await bringLive(successor, "after_stop", 1);
    stopped.signal("SIGCONT");
    const refused = await stopped.decide("never_stored");
    expect(refused).toMatchObject({ code: "store_unavailable", lost: true });
    expect(refused.message).toMatch(/can no longer use the embedded store: .*Restart this process/);
    await bringLive(successor, "after_wake", 1);
    // It closes what it has, and writes nothing in doing so.
    await stopped.finish();
    await successor.close();
    const again = await open();
    const snapshot = await again.status.readSnapshot();
    const families = snapshot.families.map(({ family }) => family).sort();
    expect(families).toEqual(["after_stop", "after_wake", "before_stop"]);
    const history = await again.status.readHistory({ limit: 10, family: null, before: null });
    expect(verifyHistory(history.toReversed(), snapshot)).toEqual([]);
    await again.close();
  });

  test("of machines with one name, none takes another's process for a dead one", async () => {
    const boot = join(root, "boot");
    writeFileSync(boot, "00000000-1111-2222-3333-444444444444\n");
    // Mounted where a machine tells which start of itself it is: the same name, another machine.
    const setUp = [`mount --bind '${boot}' /proc/sys/kernel/random/boot_id`];
    const elsewhere = startDecider(join(root, "host"), { setUp, ownNumbers: false });
    expect(await elsewhere.opening).toEqual({ opened: true });
    await elsewhere.kill();
    // Its number is free here, which says nothing of a process there.
    await expect(open()).rejects.toMatchObject({ code: "store_locked" });
    makeSilent();
    await (await open()).close();
  });
});
