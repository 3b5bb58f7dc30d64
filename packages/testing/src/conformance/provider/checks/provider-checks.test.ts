import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { z } from "zod";
import { providerChecks } from "./provider-checks.js";
import {
  type Sabotage,
  tamper,
  tamperErrors,
  tamperEvents,
  withKind,
  withoutFiles,
  withoutImages,
} from "./sabotage/tamper.js";
import { createSceneLane } from "./scene-provider.js";

/** The titles of the checks that a sabotaged provider does not stand; one that hangs fails. */
async function findBroken(sabotage: Sabotage): Promise<readonly string[]> {
  const broken = await Promise.all(
    providerChecks.map(async ({ title, run }) => {
      const lane = createSceneLane();
      const provider = { ...lane.provider, ...sabotage(lane.provider) };
      const timeout = new Promise<boolean>((resolve) => {
        setTimeout(() => resolve(true), 2500).unref();
      });
      const failed = run({ ...lane, provider }).then(
        () => false,
        () => true,
      );
      return (await Promise.race([failed, timeout])) ? [title] : [];
    }),
  );
  return broken.flat();
}

const sabotages: readonly [what: string, sabotage: Sabotage, broken: string][] = [
  [
    "takes truncated answers for whole ones",
    tamper((completion) =>
      completion.outcome === "truncated" ? { ...completion, outcome: "ok" } : completion,
    ),
    "complete: an answer cut by the token limit is truncated",
  ],
  [
    "takes unknown stop words for success",
    tamper((completion) =>
      completion.stopReason === "unknown-stop" ? { ...completion, outcome: "ok" } : completion,
    ),
    "stream: an unknown stop word is not a success, and is kept",
  ],
  [
    "takes refusals for answers",
    tamper((completion) =>
      completion.outcome === "refused" ? { ...completion, outcome: "ok" } : completion,
    ),
    "complete: a refusal is not a success",
  ],
  [
    "takes a tool call for a plain answer",
    tamper((completion) =>
      completion.stopReason === "plain-stop" ? { ...completion, outcome: "ok" } : completion,
    ),
    "stream: a tool call is tool_use, also where the stop word is that of a plain end",
  ],
  [
    "takes half a tool's input for the whole of it",
    tamper((completion) =>
      completion.outcome === "invalid_output" ? { ...completion, outcome: "tool_use" } : completion,
    ),
    "complete: a tool call whose input is not JSON is not a success, and the input is kept",
  ],
  [
    "forgets the usage",
    tamper((completion) => ({ ...completion, usage: noUsage })),
    "stream: usage is reported",
  ],
  [
    "takes only objects, and says that it takes anything",
    tamper((completion) =>
      completion.text.startsWith("[") ? { ...completion, text: '{"colors":[]}' } : completion,
    ),
    "a list as the whole answer is honoured, or there is a warning",
  ],
  [
    "drops settings silently",
    tamper((completion) => ({ ...completion, warnings: [] })),
    "a setting that the model does not take becomes a warning, and the call works",
  ],
  [
    "finishes twice",
    tamperEvents((event) => (event.type === "finish" ? [event, event] : [event])),
    "stream: the deltas together are the text, and one finish comes last",
  ],
  [
    "loses a delta",
    tamperEvents((event) =>
      event.type === "text-delta" && event.text.startsWith("red") ? [] : [event],
    ),
    "stream: the deltas together are the text, and one finish comes last",
  ],
  [
    "throws plain errors",
    tamperErrors((error) => new Error(error.message)),
    "complete: an answer without an end is given up",
  ],
  [
    "repeats the key in its errors",
    tamperErrors((error) => withKind(error, error.kind, "the key scene-key was refused.")),
    "complete: an answer without an end is given up",
  ],
  [
    "calls every failure a server error",
    tamperErrors((error) => withKind(error, "server_error")),
    "complete: a call that is cancelled in silence ends as cancelled",
  ],
  [
    "ignores the deadline",
    (provider) => ({
      complete: (request, call) =>
        provider.complete(request, { ...call, deadline: Number.POSITIVE_INFINITY }),
    }),
    "complete: a call whose deadline has passed is a timeout",
  ],
  [
    "ignores the signal",
    (provider) => ({
      stream: (request, call) =>
        provider.stream(request, { ...call, signal: new AbortController().signal }),
    }),
    "stream: a stalled stream that is cancelled ends as cancelled",
  ],
  [
    "accepts any option",
    () => ({ optionsSchema: z.looseObject({}) }),
    "no options are fine, unknown options are errors",
  ],
  [
    "keeps to itself what it leaves out",
    () => ({ findIgnored: () => [] }),
    "a setting that the model does not take becomes a warning, and the call works",
  ],
  [
    "names what it does not leave out",
    () => ({ findIgnored: () => [{ setting: "topP", reason: "not taken." }] }),
    "what a call leaves out is known before the call",
  ],
  [
    "drops an image without a word",
    (provider) => ({
      complete: (request, call) => provider.complete(withoutImages(request), call),
    }),
    "an image reaches the vendor where the model takes it",
  ],
  [
    "drops a file that the model does not take, instead of refusing it",
    (provider) => ({
      stream: (request, call) => provider.stream(withoutFiles(request), call),
    }),
    "a PDF is refused before a request where the model does not take it",
  ],
  [
    "says that it knows cache hints, and does not",
    ({ capabilities }) => ({ capabilities: { ...capabilities, cacheHints: true } }),
    "what a cache hint marks is read from the cache the second time",
  ],
  [
    "knows no cache hints, and keeps it to itself",
    tamper((completion) => ({
      ...completion,
      warnings: completion.warnings.filter(({ setting }) => setting !== "cache"),
    })),
    "a cache hint that the provider does not know becomes a warning, and the call works",
  ],
  [
    "sends examples after the question",
    (provider) => ({
      complete: (request, call) =>
        provider.complete({ ...request, messages: request.messages.toReversed() }, call),
    }),
    "examples before a question are sent in their order",
  ],
  [
    "does not hand on what makes a model think",
    (provider) => ({
      complete: (request, call) => provider.complete({ ...request, vendorOptions: {} }, call),
    }),
    "complete: a model that is asked to think thinks, and it is counted",
  ],
  [
    "loses what a model thinks aloud",
    tamperEvents((event) => (event.type === "reasoning-delta" ? [] : [event])),
    "stream: the deltas of reasoning together are the reasoning",
  ],
  [
    "forgets what a model thought before it called a tool",
    tamper((completion) => ({
      ...completion,
      toolCalls: completion.toolCalls.map(({ type, id, name, input }) => ({
        type,
        id,
        name,
        input,
      })),
    })),
    "stream: what a model thinks before it calls a tool goes back with the call",
  ],
  [
    "takes what another vendor wants back for its own",
    (provider) => ({
      complete: (request, call) =>
        provider.complete(
          JSON.parse(JSON.stringify(request).replace("of_another_vendor", "scene")),
          call,
        ),
    }),
    "what another vendor wants back with a call is not sent, and the call works",
  ],
  [
    "has prices of a day that is none",
    ({ models }) => ({
      models: Object.fromEntries(
        Object.entries(models).map(([name, data]) => [
          name,
          { ...data, prices: { ...data.prices, asOf: "last week" } },
        ]),
      ),
    }),
    "what is stated of the models is possible",
  ],
  [
    "names a day of retirement that is none",
    ({ models }) => ({
      models: Object.fromEntries(
        Object.entries(models).map(([name, data]) => [name, { ...data, retiresAt: "2026-06-31" }]),
      ),
    }),
    "what is stated of the models is possible",
  ],
];

test.concurrent("a provider that keeps every promise stands every check", async () => {
  expect(await findBroken(() => ({}))).toEqual([]);
});

test.concurrent.each(sabotages)(
  "the suite finds a provider that %s",
  async (_what, sabotage, broken) => {
    expect(await findBroken(sabotage)).toContain(broken);
  },
);
