import type { StatusStore } from "@promptrail/core/lifecycle";
import { expect, test } from "vitest";
import { findFailures, sabotageStatus } from "../sabotaged-store.js";
import { previewCases } from "./preview-cases.js";

test.each<[string, RegExp, (status: StatusStore) => Partial<StatusStore>]>([
  [
    "decides what it was only asked about",
    /^previews a promotion,/,
    (status) => ({
      preview: async (command) => ({ ...(await status.decide(command)), before: null }),
    }),
  ],
  [
    "registers what it previews",
    /^previews a registration/,
    (status) => ({
      previewRegistration: async (versions) => {
        const preview = await status.previewRegistration(versions);
        await status.registerVersions(versions);
        return preview;
      },
    }),
  ],
  [
    "previews no number that is not registered yet",
    /as if its versions were registered/,
    (status) => ({ preview: (command) => status.preview(command) }),
  ],
])("the cases of previews find a store that %s", async (_what, title, change) => {
  const cases = previewCases.filter((each) => title.test(each.title));
  expect(cases).toHaveLength(1);
  expect(await findFailures(cases, sabotageStatus(change))).toHaveLength(1);
});
