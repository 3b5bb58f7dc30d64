import { openSync, writeSync } from "node:fs";
import { definePrompt } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { postgres } from "@promptrail/store-postgres";
import { fakeProvider } from "@promptrail/testing";

// A child process of tests: makes calls until it is killed. A call's id comes into the ledger once the caller has the
// answer, and "calls" onto standard output once it is at work.
const [url = "", projectFolder = "", ledgerFile = "", durability = ""] = process.argv.slice(2);
const callers = 8;
/** So many calls were answered once the process is said to be at work. */
const underLoad = 16;

const greeting = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 50,
  userTemplate: "Greet {{ name }}.",
});

let isDoubtful = false;
const promptrail = await createPromptrail(
  {
    prompts: [greeting],
    providers: [fakeProvider({ answers: () => "Hello." })],
    store: postgres(url),
    logging: { durability: durability === "memory" ? "memory" : "sync" },
    environment: "production",
    projectFolder,
  },
  {
    // A call log that does not answer in time is told of before its calls return, and they are promised nothing.
    onProblem: (problem) => {
      isDoubtful = true;
      console.error(problem);
    },
  },
);

const ledger = openSync(ledgerFile, "a");
let answered = 0;

async function makeCalls(): Promise<never> {
  for (;;) {
    const { id } = await promptrail.call("greeting", { name: "Ada" });
    if (!isDoubtful) writeSync(ledger, `${id}\n`);
    answered += 1;
    if (answered === underLoad) writeSync(1, "calls\n");
  }
}

await Promise.all(Array.from({ length: callers }, makeCalls));
