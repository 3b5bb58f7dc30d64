import type { Snapshot } from "@promptrail/core/lifecycle";
import { describe, expect, test } from "vitest";
import { createReadinessReader } from "../../src/status/readiness-reader.js";
import { openShop } from "../shop-project.js";

const unfollowing = /^This process no longer follows what is decided/;

/** A server's readiness by a clock that the test drives, on a store whose state is changed on its way. */
async function readReadiness(change: (snapshot: Snapshot) => Snapshot) {
  const { promptrail } = await openShop();
  const clock = { now: 0, change };
  const readSnapshot = async () => clock.change(await promptrail.readSnapshot());
  const read = createReadinessReader({ ...promptrail, readSnapshot }, () => clock.now);
  const readAt = (now: number) => {
    clock.now = now;
    return read();
  };
  return { promptrail, clock, readAt };
}

const ahead = (snapshot: Snapshot) => ({ ...snapshot, revision: snapshot.revision + 1 });

describe("a server that no longer follows", () => {
  test("is not ready, whatever it could still answer", async () => {
    const { app, promptrail } = await openShop();
    expect((await app.request("/readyz")).status).toBe(200);
    await promptrail.close();
    const response = await app.request("/readyz");
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      ready: false,
      problems: expect.arrayContaining([expect.stringMatching(unfollowing)]),
    });
  });

  test("is found by a decision that the store has and it never takes", async () => {
    const { readAt } = await readReadiness(ahead);
    expect(await readAt(0)).toMatchObject({ ready: true, problems: [] });
    expect(await readAt(9_999)).toMatchObject({ ready: true });
    const late = await readAt(11_000);
    expect(late).toMatchObject({ ready: false, problems: [expect.stringMatching(unfollowing)] });
  });

  test("is ready again once it has taken it", async () => {
    const { promptrail, readAt } = await readReadiness((snapshot) => ({
      ...snapshot,
      revision: 2,
    }));
    await readAt(0);
    expect(await readAt(11_000)).toMatchObject({ ready: false });
    const { family } = promptrail.status().families[0] ?? { family: "" };
    await promptrail.drill({ family, actor: "ada", source: "library", timeoutMs: 1 });
    expect(promptrail.status().revision).toBe(2);
    expect(await readAt(12_000)).toMatchObject({ ready: true, problems: [] });
  });

  test("is not meant where decisions come faster than it is asked", async () => {
    const { promptrail, readAt, clock } = await readReadiness((snapshot) => snapshot);
    for (let at = 0; at < 40_000; at += 2_000) {
      clock.change = ahead;
      expect(await readAt(at)).toMatchObject({ ready: true });
      clock.change = (snapshot) => snapshot;
      const { family } = promptrail.status().families[0] ?? { family: "" };
      await promptrail.drill({ family, actor: "ada", source: "library", timeoutMs: 1 });
    }
  });
});
