import { jobQueueCases } from "./job-queue-cases.js";
import { type OpenQueue, type RunCaseSettings, runQueueCase } from "./queue-case.js";

/** The first case of `describeJobQueue` with such a title; what it throws. Null where the queue passes it. */
export async function checkJobQueue(
  title: RegExp,
  open: OpenQueue,
  settings: RunCaseSettings = {},
): Promise<unknown> {
  const found = jobQueueCases.filter((each) => title.test(each.title));
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new TypeError(`${found.length} cases have a title like ${title}.`);
  }
  try {
    await runQueueCase(only, open, settings);
    return null;
  } catch (error) {
    return error;
  }
}
