/**
 * Names of OpenTelemetry's conventions for generative AI, as of July 2026: they are in development, and may change.
 * https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/registry/attributes/gen-ai.md
 */
export const genAi = {
  operationName: "gen_ai.operation.name",
  providerName: "gen_ai.provider.name",
  requestModel: "gen_ai.request.model",
  responseModel: "gen_ai.response.model",
  finishReasons: "gen_ai.response.finish_reasons",
  outputType: "gen_ai.output.type",
  promptName: "gen_ai.prompt.name",
  promptVersion: "gen_ai.prompt.version",
  inputTokens: "gen_ai.usage.input_tokens",
  outputTokens: "gen_ai.usage.output_tokens",
  cacheReadTokens: "gen_ai.usage.cache_read.input_tokens",
  cacheWriteTokens: "gen_ai.usage.cache_creation.input_tokens",
  reasoningTokens: "gen_ai.usage.reasoning.output_tokens",
  tokenType: "gen_ai.token.type",
  inputMessages: "gen_ai.input.messages",
  outputMessages: "gen_ai.output.messages",
  operationDuration: "gen_ai.client.operation.duration",
  tokenUsage: "gen_ai.client.token.usage",
} as const;

/** https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/ */
export const errorType = "error.type";

/** What the conventions have no name for. */
export const promptrail = {
  callId: "promptrail.call.id",
  key: "promptrail.version.key",
  contentHash: "promptrail.content.hash",
  lane: "promptrail.lane",
  revision: "promptrail.revision",
  stateSource: "promptrail.state.source",
  degraded: "promptrail.degraded",
  pinned: "promptrail.pinned",
  shadowOf: "promptrail.shadow.of",
  runId: "promptrail.run.id",
  runStep: "promptrail.run.step",
  outcome: "promptrail.outcome",
  success: "promptrail.success",
  fallback: "promptrail.fallback",
  attempts: "promptrail.attempts",
  cost: "promptrail.cost",
  headroom: "promptrail.headroom",
  context: "promptrail.context",
  contentWithheld: "promptrail.content.withheld",
  redaction: "promptrail.content.redaction",
  unfinished: "promptrail.unfinished",
  attempt: "promptrail.attempt",
  attemptCost: "promptrail.attempt.cost",
  requestId: "promptrail.request.id",
  retryEvent: "promptrail.retry",
  fallbackEvent: "promptrail.fallback",
  warningEvent: "promptrail.warning",
  warningSetting: "promptrail.warning.setting",
  unfinishedCalls: "promptrail.otel.calls.unfinished",
  reason: "reason",
} as const;
