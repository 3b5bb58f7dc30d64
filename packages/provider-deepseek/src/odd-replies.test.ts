import { chatOddities } from "../../../tooling/test/vendors/chat-oddities.ts";
import { describeOddReplies } from "../../../tooling/test/vendors/describe-odd-replies.ts";
import { deepseek } from "./deepseek.js";

describeOddReplies("DeepSeek", { make: deepseek, model: "deepseek-chat", ...chatOddities });
