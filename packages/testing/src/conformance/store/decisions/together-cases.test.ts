import type { CommandOutcome, StatusStore } from "@promptrail/core/lifecycle";
import { expect, test } from "vitest";
import { findFailures, sabotageStatus } from "../sabotaged-store.js";
import { togetherCases } from "./together-cases.js";

test.each<[string, RegExp, (status: StatusStore) => Partial<StatusStore>]>([
  [
    "decides on many one after the other",
    /^decides on many families together/,
    (status) => ({
      decideAll: async (commands) => {
        const outcomes: CommandOutcome[] = [];
        for (const command of commands) {
          outcomes.push({ result: await status.decide(command), refusal: null });
        }
        return outcomes;
      },
    }),
  ],
  [
    "stops at the first of many that is refused",
    /^decides on the others/,
    (status) => ({
      decideAll: async (commands) => {
        const outcomes = await status.decideAll(commands.slice(0, 1));
        const isRefused = outcomes.some(({ refusal }) => refusal !== null);
        return isRefused ? outcomes : await status.decideAll(commands);
      },
    }),
  ],
  [
    "finds no decision by its key",
    /^answers each repeated key/,
    () => ({ findDecision: async () => null }),
  ],
])("the suite finds a store that %s", async (_name, title, change) => {
  const cases = togetherCases.filter((each) => title.test(each.title));
  expect(cases).toHaveLength(1);
  expect(await findFailures(cases, sabotageStatus(change))).toHaveLength(1);
});
