export type { ChatUsage } from "./compatible/chat-reply.js";
export {
  chatRateLimitHeaders,
  commonErrorCodes,
} from "./compatible/client/translate-chat-error.js";
export type {
  CompatibleSettings,
  CompatibleVendor,
  OutputRequest,
} from "./compatible/compatible-vendor.js";
export { createCompatibleProvider } from "./compatible/create-compatible-provider.js";
export { instructOutput } from "./compatible/request/instruct-output.js";
