import { expect, test } from "vitest";
import { contentsCases } from "./contents-cases.js";
import { findFailures, sabotage } from "./sabotaged-store.js";

test("the suite finds a store that checks nothing and says that all is well", async () => {
  const page = { versions: 0, verdicts: 0, problems: [], next: null };
  const opened = sabotage(() => ({ checkContents: async () => page }));
  expect(await findFailures(contentsCases, opened)).toHaveLength(contentsCases.length);
});
