import {
  type AroundCall,
  type CallObserver,
  type CallResult,
  type Completion,
  PromptrailError,
  ProviderError,
  type StartedCall,
  type StreamEvent,
} from "@promptrail/core";
import { toCallResult } from "../answer/to-call-result.js";
import type { CallPlan, Route } from "../plan/call-plan.js";
import { toAnsweredAttempt, toFailedAttempt } from "../record/to-attempt.js";
import { toCallRecord, toFailedRecord, toStartedCall } from "../record/to-call-record.js";

/** What a stream brings before its end. */
export type ContentEvent = Exclude<StreamEvent, { readonly type: "finish" }>;

/** Hands an event to whoever reads the call. Rejects once they have left. */
type Emit = (event: ContentEvent) => Promise<void>;

export interface SendPorts {
  /** Its functions never throw. */
  readonly observers: CallObserver;
  readonly around: readonly AroundCall[];
  readonly now: () => Date;
}

/**
 * Sends a prepared call, and tells the observers of it, whatever its outcome: the one road that a plain
 * call, a streamed one, a shadow run and an eval take. Streamed where there is somebody to hand events to.
 *
 * @throws ProviderError; what a function around the call throws; what `emit` rejects with.
 */
export function sendPlan(
  ports: SendPorts,
  plan: CallPlan,
  emit: Emit | null = null,
): Promise<CallResult> {
  const call = toStartedCall(plan);
  let send = () => sendRoutes(ports, plan, call, emit);
  for (const around of ports.around.toReversed()) {
    const next = onlyOnce(send, call);
    send = async () => around(call, next);
  }
  return send();
}

/** The attempts of a call, until one answers. */
async function sendRoutes(
  { observers, now }: SendPorts,
  plan: CallPlan,
  call: StartedCall,
  emit: Emit | null,
): Promise<CallResult> {
  const [route] = plan.routes;
  const { startedAt } = plan;
  observers.started(call);
  try {
    const completion = await ask(route, plan, emit);
    const finishedAt = now();
    const result = await toCallResult(plan, route, completion, finishedAt);
    const attempt = toAnsweredAttempt(route, { startedAt, finishedAt }, result);
    observers.attempted(attempt, call);
    observers.finished(toCallRecord(call, plan.context, result, [attempt]));
    return result;
  } catch (error) {
    const finishedAt = now();
    const attempt = toFailedAttempt(route, { startedAt, finishedAt }, error);
    observers.attempted(attempt, call);
    observers.finished(toFailedRecord(call, plan.context, { error, finishedAt }, [attempt]));
    throw error;
  }
}

/** One request to one vendor. */
async function ask(
  { provider, request }: Route,
  { providerCall }: CallPlan,
  emit: Emit | null,
): Promise<Completion> {
  if (emit === null) return provider.complete(request, providerCall);
  for await (const event of provider.stream(request, providerCall)) {
    if (event.type === "finish") return event.completion;
    await emit(event);
  }
  throw new ProviderError({
    kind: "server_error",
    provider: provider.id,
    reason: "its plugin ended the stream without a `finish`, which says what came of the call",
  });
}

/** A call that was sent twice would be recorded and paid for twice. */
function onlyOnce(
  next: () => Promise<CallResult>,
  { family }: StartedCall,
): () => Promise<CallResult> {
  let isCalled = false;
  return async () => {
    if (isCalled) throw sentTwice(family);
    isCalled = true;
    return next();
  };
}

function sentTwice(family: string): PromptrailError {
  return new PromptrailError(
    "not_supported",
    `A function of the config's \`around\` called \`next\` twice for one call of family "${family}". Let it call \`next\` once; to ask again, make a new call.`,
    { family },
  );
}
