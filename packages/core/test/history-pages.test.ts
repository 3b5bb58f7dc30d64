import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Decision, isPromptrailError } from "../src/index.js";
import {
  type Command,
  type OpenStore,
  readHistoryInOrder,
  readHistoryPage,
} from "../src/lifecycle.js";
import { base, declare, family, openSeen, promote, rollback } from "./greeting-store.js";

const other = "farewell";
const version = fc.integer({ min: 1, max: 4 });
const commands = fc.array(
  fc
    .tuple(
      fc.constantFrom(family, other),
      fc.oneof(
        version.map((toVersion) => promote(toVersion)),
        fc.constant(rollback()),
        fc.constant<Command>({ ...base, kind: "drill" }),
      ),
    )
    .map(([of, command]): Command => ({ ...command, family: of })),
  { maxLength: 20 },
);
const pageSize = fc.integer({ min: 1, max: 30 });
const families = fc.constantFrom(null, family, other, "unknown");

/** A store whose two families decided something. */
async function record(history: readonly Command[]): Promise<OpenStore> {
  const store = await openSeen();
  const { status } = store;
  for (const each of [1, 2, 3, 4]) {
    const body = await status.readVersion(family, each);
    if (body === null) throw new Error("the version was not registered");
    await status.registerVersions([{ ...body, family: other, status: "draft" }]);
  }
  await status.decide({ ...declare(), family: other });
  for (const command of history) {
    await status.decide(command).catch((error: unknown) => {
      if (!isPromptrailError(error)) throw error;
    });
  }
  return store;
}

function readWhole({ status }: OpenStore, of: string | null = null): Promise<readonly Decision[]> {
  return status.readHistory({ family: of, limit: 1_000, before: null });
}

describe("the pages of a history", () => {
  test("of any size are together the whole of it", async () => {
    await fc.assert(
      fc.asyncProperty(commands, families, pageSize, async (history, of, limit) => {
        const store = await record(history);
        const whole = await readWhole(store, of);
        const found: Decision[] = [];
        let pages = 0;
        let before: number | null = null;
        do {
          const page = await readHistoryPage(store.status, { family: of, limit, before });
          found.push(...page.decisions);
          pages += 1;
          before = page.nextBefore;
        } while (before !== null);
        expect(found).toEqual(whole);
        expect(pages).toBe(Math.max(1, Math.ceil(whole.length / limit)));
      }),
      { numRuns: 100 },
    );
  });

  test("in order are together the history up to a revision, oldest first", async () => {
    await fc.assert(
      fc.asyncProperty(commands, fc.nat(), pageSize, async (history, nat, size) => {
        const store = await record(history);
        const whole = (await readWhole(store)).toReversed();
        const revision = nat % (whole.length + 1);
        expect(await readInOrder(whole, revision, size)).toEqual(whole.slice(0, revision));
      }),
      { numRuns: 100 },
    );
  });

  test("in order tell each decision once where others were lost", async () => {
    await fc.assert(
      fc.asyncProperty(
        commands,
        fc.infiniteStream(fc.boolean()),
        pageSize,
        async (history, isLost, size) => {
          const whole = (await readWhole(await record(history))).toReversed();
          const rest = whole.filter(() => isLost.next().value !== true);
          expect(await readInOrder(rest, whole.length, size)).toEqual(rest);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Reads a history, oldest decision first, as a store would give it. */
async function readInOrder(
  decisions: readonly Decision[],
  revision: number,
  size: number,
): Promise<readonly Decision[]> {
  const pages = readHistoryInOrder({
    read: async ({ before, limit }) =>
      decisions
        .filter((each) => each.revision < before)
        .slice(-limit)
        .toReversed(),
    revision,
    pageSize: size,
  });
  const found: Decision[] = [];
  for await (const page of pages) {
    expect(page.length).toBeLessThanOrEqual(size);
    found.push(...page);
  }
  return found;
}
