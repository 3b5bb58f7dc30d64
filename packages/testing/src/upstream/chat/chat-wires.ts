import type { Wire } from "../wire.js";
import { createChatWire } from "./chat-wire.js";
import { deepseekDialect } from "./deepseek-dialect.js";
import { openaiDialect } from "./openai-dialect.js";

/** OpenAI's Chat Completions and embeddings. */
export const openaiWire: Wire = createChatWire(openaiDialect);

/** DeepSeek's Chat Completions. */
export const deepseekWire: Wire = createChatWire(deepseekDialect);
