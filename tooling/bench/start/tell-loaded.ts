import { writeSync } from "node:fs";
import { registerHooks } from "node:module";

// Preloaded into a command: a line of standard error for each file that it loads.
registerHooks({
  load: (url, context, nextLoad) => {
    writeSync(2, `loaded ${url}\n`);
    return nextLoad(url, context);
  },
});
