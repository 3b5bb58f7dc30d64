import { describe, expect, test } from "vitest";
import { defineRelation } from "../relations/define-relation.js";
import { defineSuite } from "../suite/define-suite.js";
import {
  fuzzReceipts,
  inOrder,
  isShort,
  keepReceipts,
  orders,
  type Receipt,
} from "./fixtures/fuzz-receipts.js";

keepReceipts();

describe("a relation of a team's own", () => {
  const doubled = defineRelation({
    name: "amount_doubled",
    change: ({ order, ...rest }: Receipt) => ({
      ...rest,
      order: { ...order, amount: 2 * order.amount + 1 },
    }),
    keeps: ({ output }) => output.split(" ").length,
  });
  const own = defineSuite({
    family: "receipt",
    dataset: orders,
    evals: [isShort],
    fuzz: { relations: [doubled] },
  });

  test("is tried, and what it keeps is compared", async () => {
    const run = await fuzzReceipts(
      ({ amount, currency }) =>
        amount > 50 ? `${amount} ${currency} wow` : `${amount} ${currency}`,
      { of: own },
    );
    expect(run.counterexamples).toMatchObject([
      { relation: { name: "amount_doubled" }, evalName: null, fieldNames: ["order.amount"] },
    ]);
    const [found] = run.counterexamples;
    expect([found?.original.reason, found?.changed?.reason]).toEqual(["2", "3"]);
  });

  test("that changes nothing of any input is told, and decides nothing", async () => {
    const never = defineRelation({ name: "never", change: () => null });
    const of = defineSuite({
      family: "receipt",
      dataset: orders,
      evals: [isShort],
      fuzz: { relations: [doubled, never] },
    });
    const run = await fuzzReceipts(inOrder, { of, slips: 0 });
    expect(run.verdict).toBe("inconclusive");
    expect(run.reasons.join()).toContain("No input has anything that never changes");
  });

  test("must fit what the prompt takes", () => {
    const other = defineRelation({
      name: "other",
      change: ({ sum }: { sum: number }) => ({ sum }),
    });
    const { fuzz } = defineSuite({
      family: "receipt",
      dataset: orders,
      evals: [isShort],
      // @ts-expect-error -- It changes a context that the suite does not give.
      fuzz: { relations: [other] },
    });
    expect(fuzz?.relations).toEqual([other]);
  });

  test.each([
    [{ relations: [doubled, doubled] }, /two relations named "amount_doubled"/],
    [{ evals: ["is_shrt"] }, /the eval "is_shrt".*Did you mean "?is_short/],
    [{ evals: [] }, /an empty list of evals/],
  ])("is refused by defineSuite with what contradicts itself", (fuzzSettings, message) => {
    const define = () =>
      defineSuite({ family: "receipt", dataset: orders, evals: [isShort], fuzz: fuzzSettings });
    expect(define).toThrow(message);
  });

  test("that throws ends the run with its name", async () => {
    const broken = defineRelation({
      name: "broken",
      change: () => {
        throw new RangeError("too far");
      },
    });
    const of = defineSuite({
      family: "receipt",
      dataset: orders,
      evals: [isShort],
      fuzz: { relations: [broken] },
    });
    await expect(fuzzReceipts(inOrder, { of })).rejects.toThrow(/Relation "broken".*too far/);
  });
});
