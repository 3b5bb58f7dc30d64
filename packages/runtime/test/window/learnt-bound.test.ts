import { definePrompt } from "@promptrail/core";
import { type CallLog, createMemoryCallLog } from "@promptrail/core/call-log";
import type { ContentKind } from "@promptrail/core/lifecycle";
import { expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createPromptrail } from "../../src/index.js";
import { countingProvider, drawText, seededNumbers, toModel } from "./counting-vendor.js";

const echo = definePrompt({
  family: "echo",
  version: 1,
  status: "active",
  provider: "fake",
  model: "m",
  maxTokens: 10,
  system: "Answer in one word.",
  userTemplate: "{{ text }}",
});

// `npm run test:long` makes the 5,000 calls, and prints what it found.
const calls = randomRuns({ usual: 200, long: 5_000 });
/** What a bound of 1% may be broken in so many calls, with three standard errors. */
const mostBroken = (of: number) => 0.01 * of + 3 * Math.sqrt(0.01 * 0.99 * of);

/** Every call is counted: nothing fits so small a window by its bytes. */
async function open(ratio: number, log: CallLog = createMemoryCallLog()) {
  const vendor = { ratio };
  const models = { m: toModel({ contextWindow: 50, tokenRatio: 1.53 }) };
  const promptrail = await createPromptrail({
    prompts: [echo],
    providers: [countingProvider(vendor, models)],
    callLog: {
      description: "a log of the test",
      open: async () => ({ calls: log, close: async () => {} }),
    },
  });
  const ask = async (text: string) => {
    // On a busy machine a count may come too late: nothing is learnt from such a call.
    for (;;) {
      const { headroom, usage } = await promptrail.call("echo", { text });
      const { inputBound = null, counted = null } = headroom ?? {};
      if (inputBound === null || counted === null) continue;
      return { ...counted, isBroken: (usage.input ?? 0) > inputBound };
    }
  };
  return { vendor, promptrail, ask };
}

test.each<[number, ContentKind, number]>([
  [1.18, "latin", 1],
  [1.53, "code", 2],
  [1.18, "other_script", 3],
])(
  "a vendor that counts %d for a token of cl100k, %s: later calls keep the learnt bound (seed %i)",
  async (ratio, kind, seed) => {
    const { promptrail, ask } = await open(ratio);
    await using _ = promptrail;
    const draw = seededNumbers(seed);
    for (let call = 0; call < 100; call += 1) {
      expect(await ask(drawText(kind, draw))).toMatchObject({ kind, ratio: 1.53, median: null });
    }
    let broken = 0;
    let last = await ask(drawText(kind, draw));
    for (let call = 0; call < calls; call += 1) {
      last = await ask(drawText(kind, draw));
      if (last.isBroken) broken += 1;
    }
    if (isLong) console.log(ratio, kind, { broken, calls, ...last });
    expect(broken).toBeLessThanOrEqual(mostBroken(calls));
    expect(last.median).toBeLessThan(last.ratio);
  },
);

test("a vendor that takes another tokenizer is learnt again", async () => {
  const { vendor, promptrail, ask } = await open(1.18);
  await using _ = promptrail;
  const draw = seededNumbers(4);
  const next = () => ask(drawText("latin", draw));
  for (let call = 0; call < 150; call += 1) await next();
  const before = await next();
  vendor.ratio = 1.53;
  // One in a hundred of the last 500 at most may lie above: so many are surprised.
  let surprised = 0;
  for (let call = 0; call < 20; call += 1) if ((await next()).isBroken) surprised += 1;
  expect(surprised).toBeGreaterThan(0);
  expect(surprised).toBeLessThan(15);
  let broken = 0;
  const later = Math.max(200, calls);
  for (let call = 0; call < later; call += 1) if ((await next()).isBroken) broken += 1;
  expect(broken).toBeLessThanOrEqual(mostBroken(later));
  const after = await next();
  expect(after.ratio / before.ratio).toBeGreaterThan(1.2);
});

test("a process that starts knows what the last records of the call log tell", async () => {
  const log = createMemoryCallLog();
  const draw = seededNumbers(5);
  let last = null;
  {
    const { promptrail, ask } = await open(1.18, log);
    await using _ = promptrail;
    for (let call = 0; call < 101; call += 1) last = await ask(drawText("latin", draw));
    await promptrail.flush();
  }
  const { promptrail, ask } = await open(1.18, log);
  await using _ = promptrail;
  const text = drawText("latin", draw);
  // The first call that is counted does not wait for the log.
  expect(await ask(text)).toMatchObject({ median: null });
  await expect.poll(() => ask(text)).toMatchObject({ ratio: last?.ratio });
});
