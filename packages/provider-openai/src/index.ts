export { type OpenAISettings, openai } from "./openai.js";
export { type OpenAIEmbeddingsSettings, openaiEmbeddings } from "./openai-embeddings.js";
export { type OpenAIOptions, openaiOptionsSchema } from "./openai-options.js";
export {
  type OpenAIResponsesOptions,
  openaiResponsesOptionsSchema,
} from "./responses/responses-options.js";
