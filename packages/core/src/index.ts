export type { AroundCall } from "./calls/around-call.js";
export type { Attempt } from "./calls/attempt.js";
export type { CallRecord, StartedCall } from "./calls/call-record.js";
export type { CallResult } from "./calls/call-result.js";
export type { CallStreamEvent } from "./calls/call-stream-event.js";
export type { FamilySettings, PromptrailConfig } from "./config/promptrail-config.js";
export type { ErrorCode } from "./errors/error-code.js";
export { isPromptrailError, PromptrailError } from "./errors/promptrail-error.js";
export { ProviderError, type ProviderErrorKind } from "./errors/provider-error.js";
export { TemplateError, type TemplateErrorKind } from "./errors/template/template-error.js";
export { TemplateRefusal } from "./errors/template/template-refusal.js";
export type { Dataset } from "./evals/dataset.js";
export type { Case, Eval, EvalResult, EvalSubject } from "./evals/eval.js";
export type { EvalCall } from "./evals/eval-call.js";
export type { Evidence, Verdict } from "./evals/evidence.js";
export type { GateRule, Suite } from "./evals/suite.js";
export type { JsonOf } from "./json/json-of.js";
export type { JsonObject, JsonValue } from "./json/json-value.js";
export type { Decision } from "./lifecycle/decision.js";
export type { HistoryPage } from "./lifecycle/history/history-page.js";
export type { RecoverReport } from "./lifecycle/recover-report.js";
export { memory } from "./memory/memory-store.js";
export type { CallLogStore } from "./ports/call-log-store.js";
export type { CallObserver } from "./ports/call-observer.js";
export type { Provider } from "./ports/provider.js";
export type { Renderer } from "./ports/renderer.js";
export type { Store } from "./ports/store.js";
export type { ContextOf } from "./prompt/declared/context-of.js";
export type { DataOf } from "./prompt/declared/data-of.js";
export type { DeclaredPrompt } from "./prompt/declared/declared-prompt.js";
export { definePrompt } from "./prompt/define-prompt.js";
export type { InputSchema } from "./prompt/input-schema.js";
export type { MessageTemplate, PromptContent } from "./prompt/prompt-content.js";
export type { PromptSettings } from "./prompt/prompt-settings.js";
export type { FamilyOf, PromptVersion } from "./prompt/prompt-version.js";
export type { Status } from "./prompt/status.js";
export { ToolRefusal } from "./prompt/tools/tool-refusal.js";
export { isSuccess, type Outcome, type ProviderWarning } from "./provider/completion.js";
export type { Lane } from "./provider/lane.js";
export type {
  Attachment,
  Message,
  TextPart,
  ToolCall,
  ToolResult,
} from "./provider/message.js";
export { priceUsage, type TokenUsage } from "./provider/token-usage.js";
export type {
  ChangeReport,
  DecisionReport,
  PromotionReport,
  RollbackReport,
} from "./reports/decision-report.js";
export type { DrillResult, FleetAnswer } from "./reports/fleet-answer.js";
export type { RollbackAllReport } from "./reports/rollback-all-report.js";
export type {
  FamilyReport,
  StatusProblem,
  StatusProblemCode,
  StatusReport,
} from "./reports/status-report.js";
export { defineFunction } from "./template/define-function.js";
export type { TemplateFilter } from "./template/template-filter.js";
export type { TemplateFunction } from "./template/template-function.js";
export type { TemplateSettings } from "./template/template-settings.js";
