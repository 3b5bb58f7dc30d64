import type { CallResult } from "@promptrail/core";
import { toCallResult } from "./answer/to-call-result.js";
import type { CallPlan } from "./call-plan.js";
import type { CallPorts } from "./call-ports.js";
import { toCallRecord, toFailedCallRecord } from "./record/to-call-record.js";

/** Sends a prepared call and records what came of it, whatever its outcome. Throws ProviderError. */
export async function runPlan(ports: CallPorts, plan: CallPlan): Promise<CallResult> {
  try {
    const completion = await plan.provider.complete(plan.request, plan.providerCall);
    const result = await toCallResult(plan, completion, ports.now());
    ports.recorder.add(toCallRecord(plan, result));
    return result;
  } catch (error) {
    ports.recorder.add(toFailedCallRecord(plan, error, ports.now()));
    throw error;
  }
}
