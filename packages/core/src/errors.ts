export { findErrorCode, isError, toErrorText } from "./errors/any-error.js";
export { isPromptrailError, PromptrailError } from "./errors/promptrail-error.js";
export { findNearest, suggest } from "./errors/suggest.js";
export { TemplateError } from "./errors/template/template-error.js";
export {
  findRefusal,
  isTemplateRefusal,
  TemplateRefusal,
} from "./errors/template/template-refusal.js";
