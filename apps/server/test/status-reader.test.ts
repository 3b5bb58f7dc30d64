import { describe, expect, test } from "vitest";
import type { ServedPromptrail } from "../src/served-promptrail.js";
import { createStatusReader } from "../src/status/status-reader.js";
import { openShop } from "./shop-project.js";

const family = "product_description";

async function openReader(change: (served: ServedPromptrail) => Partial<ServedPromptrail>) {
  const { promptrail } = await openShop();
  const clock = { now: 0 };
  const served = { ...promptrail, ...change(promptrail) };
  return { promptrail, clock, status: createStatusReader(served, () => clock.now) };
}

describe("the served status", () => {
  test("is made once a state, however often and long it is asked for", async () => {
    const { promptrail, clock, status } = await openReader(() => ({}));
    const first = status.read();
    clock.now = 60_000;
    expect(status.read()).toBe(first);
    await promptrail.rollback({ family, actor: "test" });
    const second = status.read();
    expect(second).not.toBe(first);
    expect(second.wire.revision).toBe(2);
    expect(second.etag).not.toBe(first.etag);
  });

  test("looks at the whole status at most once a second", async () => {
    let looks = 0;
    const { clock, status } = await openReader((served) => ({
      status: () => {
        looks += 1;
        return served.status();
      },
    }));
    for (let round = 0; round < 100; round += 1) status.read();
    expect(looks).toBe(1);
    clock.now = 1_000;
    status.read();
    expect(looks).toBe(2);
  });

  test("tells a new problem within a second, under another ETag", async () => {
    const problems: { code: "state_regression"; message: string }[] = [];
    const { clock, status } = await openReader((served) => ({
      status: () => ({ ...served.status(), problems: [...problems] }),
    }));
    const { etag } = status.read();
    problems.push({ code: "state_regression", message: "The store went back." });
    clock.now = 1_000;
    expect(status.read().wire.problems).toEqual(problems);
    expect(status.read().etag).not.toBe(etag);
  });
});
