import { chatOddities } from "../../../tooling/test/chat-oddities.ts";
import { describeOddReplies } from "../../../tooling/test/describe-odd-replies.ts";
import { deepseek } from "./deepseek.js";

describeOddReplies("DeepSeek", { make: deepseek, model: "deepseek-chat", ...chatOddities });
