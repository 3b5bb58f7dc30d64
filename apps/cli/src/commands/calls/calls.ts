import { callListWire, erasureWire, loggedCallWire, usageReportWire } from "@promptrail/http-api";
import { implementCommand } from "../../implement-command.js";
import type { CallsOptions } from "./calls-options.js";
import { eraseSubject } from "./erase-subject.js";
import { followCalls } from "./follow-calls.js";
import { listCalls } from "./list-calls.js";
import { readFilter, refuseTogether } from "./read-filter.js";
import { showCall } from "./show-call.js";
import { showUsage } from "./show-usage.js";

export const callsCommand = implementCommand({
  documents: {
    calls: callListWire,
    "calls ID": loggedCallWire,
    "calls --usage": usageReportWire,
    "calls --erase": erasureWire,
  },
  quotes: true,
  run: (scope, [id], options: CallsOptions) => {
    const { erase, usage, follow } = options;
    if (id !== undefined) {
      readFilter(options);
      refuseTogether("An id names one call", options, []);
      return showCall(scope, id);
    }
    if (erase !== undefined) return eraseSubject(scope, erase, options);
    if (usage === true) return showUsage(scope, options);
    return follow === true ? followCalls(scope, options) : listCalls(scope, options);
  },
});
