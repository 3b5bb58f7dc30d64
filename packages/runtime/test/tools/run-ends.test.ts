import { expect, test, vi } from "vitest";
import { calls, failing, find, openParcels, says } from "./parcels.js";

// Else each process asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");

const question = { question: "Where is it?" };
const done = says('{"place":"Bonn"}');
const read = (id: string) => ({ id, name: "read_order", input: { order: "o1" } }) as const;
const quiet = { find_parcel: () => "Bonn", read_order: () => null };

test("ends at its last step without running what that step's answer calls", async () => {
  const { promptrail } = await openParcels([calls(find("c1")), calls(find("c2"))]);
  const run = vi.fn<() => string>(() => "Bonn");
  const error = await failing(
    promptrail.runTools("parcel_help", question, {
      tools: { ...quiet, find_parcel: run },
      maxSteps: 2,
    }),
  );
  expect(run).toHaveBeenCalledTimes(1);
  expect(error).toMatchObject({ code: "run_ended", reason: "step_limit" });
  expect(error.run).toMatchObject({ cost: 2, steps: [{ step: 1 }, { step: 2, toolAnswers: [] }] });
  // The conversation up to the last call that is answered: a vendor refuses any other.
  expect(error.run.turns).toHaveLength(2);
  await promptrail.close();
});

test.each([
  ["dollars", { dollars: 1.5 }, 2],
  ["tokens", { tokens: 15 }, 1],
])("a budget of %s allows one step more at most", async (_what, budget, steps) => {
  const { promptrail } = await openParcels([calls(find("c1")), calls(find("c2"))]);
  const error = await failing(
    promptrail.runTools("parcel_help", question, { tools: quiet, budget }),
  );
  expect(error.reason).toBe("budget");
  expect(error.run.steps).toHaveLength(steps);
  await promptrail.close();
});

test("a mistyped budget is refused before anything is sent, as it would be none", async () => {
  const { promptrail } = await openParcels([]);
  const budget = JSON.parse('{ "dollar": 1.5 }');
  const run = promptrail.runTools("parcel_help", question, { tools: quiet, budget });
  await expect(run).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining("`budget.dollar`"),
  });
  await promptrail.close();
});

test.each([
  ["dollars", { dollars: 9 }],
  ["tokens", { tokens: 9_000 }],
])("a budget of %s ends a run of which it is not known what it spent", async (_what, budget) => {
  const { promptrail } = await openParcels([{ outcome: "tool_use", toolCalls: [] }]);
  const unknown = { ...calls(find("c1")), usage: undefined };
  const opened = await openParcels([unknown as never]);
  const error = await failing(
    opened.promptrail.runTools("parcel_help", question, { tools: quiet, budget }),
  );
  expect(error.reason).toBe("budget");
  expect(error.message).toContain("not");
  expect(error.run).toMatchObject({ cost: null, usage: { input: null } });
  await opened.promptrail.close();
  await promptrail.close();
});

test("ends with any other outcome, and keeps what it has done", async () => {
  const { promptrail } = await openParcels([
    calls(find("c1")),
    { outcome: "truncated", text: "Bo" },
  ]);
  const error = await failing(promptrail.runTools("parcel_help", question, { tools: quiet }));
  expect(error).toMatchObject({
    reason: "outcome",
    message: expect.stringMatching(/step 2 .*truncated.*maxTokens/),
  });
  expect(error.run.steps.at(-1)?.call).toMatchObject({ outcome: "truncated", text: "Bo" });
  await promptrail.close();
});

test("an answer that does not fit the output schema is no end of a run", async () => {
  const { promptrail } = await openParcels([says("In Bonn.")]);
  const error = await failing(promptrail.runTools("parcel_help", question, { tools: quiet }));
  expect(error.run.steps.at(-1)?.call.outcome).toBe("invalid_output");
  await promptrail.close();
});

test("a function around calls sees each step, and what it throws ends the run with what is done", async () => {
  const steps: unknown[] = [];
  const { promptrail } = await openParcels(
    [calls(find("c1")), done],
    [
      (call, next) => {
        steps.push([call.runId, call.step]);
        if (call.step === 2) throw new Error("Enough.");
        return next();
      },
    ],
  );
  const error = await failing(promptrail.runTools("parcel_help", question, { tools: quiet }));
  expect(error).toMatchObject({ reason: "failed", cause: { message: "Enough." } });
  expect(steps).toEqual([
    [error.run.runId, 1],
    [error.run.runId, 2],
  ]);
  expect(error.run.steps).toHaveLength(1);
  await promptrail.close();
});

test("gives up at once where its caller does, also while a function goes on", async () => {
  const { promptrail } = await openParcels([calls(find("c1"), read("c2"))]);
  const abort = new AbortController();
  const signals: AbortSignal[] = [];
  const error = await failing(
    promptrail.runTools("parcel_help", question, {
      signal: abort.signal,
      tools: {
        find_parcel: (_input, { signal }) => {
          signals.push(signal);
          return new Promise(() => setImmediate(() => abort.abort()));
        },
        read_order: () => "here",
      },
    }),
  );
  expect(error.reason).toBe("cancelled");
  expect(signals[0]?.aborted).toBe(true);
  expect(error.run.steps[0]?.toolAnswers).toMatchObject([{ call: { id: "c2" }, outcome: "ok" }]);
  await promptrail.close();
});
