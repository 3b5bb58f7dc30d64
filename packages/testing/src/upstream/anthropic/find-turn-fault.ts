/** What the simulated model signs its thinking with. */
export const signature = "simulated";

type Part =
  | { readonly type: "text" | "redacted_thinking" | "image" | "document" }
  | { readonly type: "tool_use"; readonly id: string }
  | { readonly type: "tool_result"; readonly tool_use_id: string }
  | { readonly type: "thinking"; readonly signature: string };

interface Message {
  readonly role: string;
  readonly content: string | readonly Part[];
}

interface Conversation {
  readonly messages: readonly Message[];
  readonly thinking?: { readonly type: string } | undefined;
}

/**
 * What the vendor refuses in a conversation: a tool call without its result in the next message, a result without
 * its call, and, while thinking is on, a turn that calls tools and does not begin with the model's own thinking.
 */
export function findTurnFault({ messages, thinking }: Conversation): string | null {
  const thinks = thinking !== undefined && thinking.type !== "disabled";
  const lastTurn = messages.findLastIndex(({ role }) => role === "assistant");
  for (const [index, message] of messages.entries()) {
    const called = listCalls(message);
    const before = messages[index - 1];
    const known = before === undefined ? [] : listCalls(before);
    const answered = listResults(message);
    const after = messages[index + 1];
    const results = after === undefined ? [] : listResults(after);
    const open = called.filter((id) => !results.includes(id));
    if (open.length > 0) {
      return `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${open.join(", ")}.`;
    }
    const stray = answered.filter((id) => !known.includes(id));
    if (stray.length > 0) {
      return `messages.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray.join(", ")}.`;
    }
    if (thinks && index === lastTurn && called.length > 0 && !beginsWithThinking(message)) {
      return `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`tool_use\`.`;
    }
    if (hasForeignThinking(message)) {
      return `messages.${index}: Invalid \`signature\` in \`thinking\` block.`;
    }
  }
  return null;
}

function parts({ content }: Message): readonly Part[] {
  return typeof content === "string" ? [] : content;
}

function listCalls(message: Message): readonly string[] {
  return parts(message).flatMap((part) => (part.type === "tool_use" ? [part.id] : []));
}

function listResults(message: Message): readonly string[] {
  return parts(message).flatMap((part) => (part.type === "tool_result" ? [part.tool_use_id] : []));
}

function beginsWithThinking(message: Message): boolean {
  const [first] = parts(message);
  return first?.type === "thinking" || first?.type === "redacted_thinking";
}

function hasForeignThinking(message: Message): boolean {
  return parts(message).some((part) => part.type === "thinking" && part.signature !== signature);
}
