import type { CallResult } from "@promptrail/core";
import { createCallId } from "@promptrail/core/call-log";
import { toErrorText } from "@promptrail/core/errors";
import { findFailureKind, limitCall } from "@promptrail/core/provider-kit";
import { describeOutcome } from "../answer/outcome-error.js";
import type { CallPorts } from "../call-ports.js";
import type { CallPlan } from "../plan/call-plan.js";
import { prepareCall } from "../prepare/prepare-call.js";
import { joinObservers } from "../send/observe-calls.js";
import { sendKept } from "../send-kept.js";
import type { ShadowRunner } from "../shadows/shadow-runner.js";
import { chooseRoutes } from "../window/choose-routes.js";
import { answerToolCalls } from "./answer-tool-calls.js";
import type { RunEnd } from "./run-error.js";
import { findExhausted, type RunLimits, toRunLimits } from "./run-limits.js";
import type { RunToolsOptions } from "./run-options.js";
import type { RunResult } from "./run-result.js";
import { RunSpending } from "./run-spending.js";
import { RunTrail } from "./run-trail.js";
import { type ToolTable, toToolTable } from "./tool-table.js";

/**
 * Calls a version until it answers without calling a tool, on the version of the first step, within one deadline.
 *
 * @throws what `prepareCall` throws, PromptrailError `request_invalid` and `not_supported`, before anything is sent;
 * RunError.
 */
export async function runTools(
  ports: CallPorts,
  shadows: ShadowRunner,
  family: string,
  context: unknown,
  options: RunToolsOptions,
): Promise<RunResult> {
  const { version: pinned, signal, timeoutMs, turns = [], attachments, subject } = options;
  const runId = createCallId(ports.now());
  const plan = await prepareCall(ports, {
    family,
    context,
    options: { version: pinned, signal, timeoutMs, turns, attachments, subject },
    origin: { lane: "production", shadowOf: null, run: { id: runId, step: 1 } },
    resend: ports.resend,
  });
  const { version } = plan.resolution;
  const limits = toRunLimits(version.key, options);
  const tools = toToolTable(version, ports.declaredOf(family), options.tools);
  const startShadow = shadows.follow(plan, context);
  const spending = new RunSpending();
  const observers = joinObservers([ports.observers, { attempted: spending.attempted }]);
  const trail = new RunTrail({ runId, version, turns, spending });
  return runSteps(
    { ports: { ...ports, observers }, shadows, startShadow, limits, tools, trail, spending },
    plan,
  );
}

interface Run {
  readonly ports: CallPorts;
  readonly shadows: ShadowRunner;
  /** To be called when the first step has its answer. */
  readonly startShadow: () => void;
  readonly limits: RunLimits;
  readonly tools: ToolTable;
  readonly trail: RunTrail;
  readonly spending: RunSpending;
}

async function runSteps(run: Run, first: CallPlan): Promise<RunResult> {
  const { ports, shadows, limits, tools, trail, spending } = run;
  const limit = limitCall(first.providerCall);
  const answering = { tools, now: ports.now, signal: limit.signal, ...limits };
  try {
    for (let plan = first, step = 1; ; step += 1) {
      const call = await sendStep(run, plan, step);
      trail.add({ step, call, toolAnswers: [] });
      if (call.outcome === "ok") return trail.toResult(call);
      if (!call.success || call.toolCalls.length === 0) {
        throw trail.end({ reason: "outcome", step, told: describeOutcome(call) });
      }
      const exhausted = findExhausted(limits, step, spending);
      if (exhausted !== null) throw trail.end({ step, ...exhausted });
      const { answers, isWhole } = await answerToolCalls(answering, call, {
        runId: trail.runId,
        step,
      });
      trail.answer(answers);
      const ended = limit.ended();
      if (!isWhole || ended !== null) throw trail.end({ step, ...toLimitEnd(ended) });
      plan = await toNextPlan(run, plan);
      shadows.pass(plan);
    }
  } finally {
    limit.release();
  }
}

/** Throws RunError where no answer came. */
async function sendStep(run: Run, plan: CallPlan, step: number): Promise<CallResult> {
  const { ports, trail } = run;
  try {
    return await sendKept(ports, plan);
  } catch (cause) {
    const { deadline, signal } = plan.providerCall;
    const isLate = ports.now().getTime() >= deadline - timerSlackMs;
    if (signal.aborted) throw trail.end({ step, cause, ...toLimitEnd("cancelled") });
    if (findFailureKind(cause) === "timeout" && isLate) {
      throw trail.end({ step, cause, ...toLimitEnd("timeout") });
    }
    throw trail.end({ reason: "failed", step, told: toErrorText(cause), cause });
  } finally {
    if (step === 1) run.startShadow();
  }
}

/** A timer may fire a little before the clock says so. */
const timerSlackMs = 5;

function toLimitEnd(ended: "cancelled" | "timeout" | null): {
  readonly reason: RunEnd;
  readonly told: string;
} {
  return ended === "cancelled"
    ? { reason: "cancelled", told: "the caller cancelled: its `signal` fired." }
    : {
        reason: "deadline",
        told: "its time is over. Raise `timeoutMs`, or let the tools answer sooner.",
      };
}

/**
 * The same version, context and deadline, with what was said since: the conversation grows, and may outgrow a window.
 * Throws RunError where no model has the room.
 */
async function toNextPlan({ ports, trail }: Run, plan: CallPlan): Promise<CallPlan> {
  const { version } = plan.resolution;
  const messages = [...plan.messages, ...trail.lastTurns];
  const routes = plan.routes.map((route) => ({
    ...route,
    request: { ...route.request, messages },
  }));
  const window = ports.window.open(version.family, plan.providerCall.deadline);
  const step = trail.steps.length + 1;
  try {
    const chosen = await chooseRoutes(window, version, routes);
    const startedAt = ports.now();
    return {
      ...plan,
      ...chosen,
      id: createCallId(startedAt),
      run: { id: trail.runId, step },
      messages,
      window,
      startedAt,
    };
  } catch (cause) {
    throw trail.end({ reason: "failed", step, told: toErrorText(cause), cause });
  }
}
