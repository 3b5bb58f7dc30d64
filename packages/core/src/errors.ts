export type { ErrorCode } from "./errors/error-code.js";
export { isPromptrailError, PromptrailError } from "./errors/promptrail-error.js";
export {
  ProviderError,
  type ProviderErrorDetails,
  type ProviderErrorKind,
} from "./errors/provider-error.js";
export { findNearest, suggest } from "./errors/suggest.js";
export {
  TemplateError,
  type TemplateErrorDetails,
  type TemplateErrorKind,
} from "./errors/template-error.js";
export { findRefusal, isTemplateRefusal } from "./errors/template-refusal.js";
