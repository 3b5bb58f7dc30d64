import fc from "fast-check";
import { expect, test } from "vitest";
import { reservedConnections, shareConnections } from "./share-connections.js";
import type { ConnectionUse } from "./sql-pool.js";

const uses: readonly ConnectionUse[] = ["decision", "history", "other"];
const limit = (use: ConnectionUse) => ({ use, deadlineMs: 60_000 });

test("no use ever has more at once than it may, and everyone has a turn in the end", async () => {
  const arriving = fc.array(fc.constantFrom(...uses), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 1, max: 12 }),
      arriving,
      async (scheduler, connections, wanted) => {
        const share = shareConnections(connections);
        const running = { decision: 0, history: 0, other: 0 };
        const mostOthers = Math.max(1, connections - reservedConnections);
        const works = wanted.map((use) =>
          share(limit(use), async () => {
            running[use] += 1;
            expect(running.history).toBeLessThanOrEqual(2);
            expect(running.history + running.other).toBeLessThanOrEqual(mostOthers);
            await scheduler.schedule(Promise.resolve());
            running[use] -= 1;
          }),
        );
        await scheduler.waitFor(Promise.all(works));
        expect(running).toEqual({ decision: 0, history: 0, other: 0 });
      },
    ),
    { numRuns: 100 },
  );
});

test("who leaves without a turn takes none from those who wait", async () => {
  const share = shareConnections(1);
  const work = Promise.withResolvers<void>();
  const first = share(limit("other"), () => work.promise);
  const late = share({ ...limit("other"), turnMs: 1 }, async () => "late");
  const patient = share(limit("other"), async () => "patient");
  await expect(late).rejects.toMatchObject({ code: "store_unavailable" });
  work.resolve();
  await first;
  expect(await patient).toBe("patient");
  expect(await share(limit("other"), async () => "next")).toBe("next");
});

test("a work that fails gives its turn back", async () => {
  const share = shareConnections(1);
  const fail = () => share(limit("history"), () => Promise.reject(new Error("It broke.")));
  await expect(fail()).rejects.toThrow("It broke.");
  await expect(fail()).rejects.toThrow("It broke.");
});
