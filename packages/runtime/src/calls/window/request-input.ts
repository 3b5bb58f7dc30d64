import type { CompletionRequest } from "@promptrail/core/provider-kit";

/** What of a request its vendor counts as input. */
export interface RequestInput {
  readonly texts: readonly string[];
  /** UTF-8, with what a vendor adds to each message. */
  readonly bytes: number;
  /** Tokens that a vendor adds to the texts: the frames of the messages. */
  readonly frames: number;
  readonly tools: boolean;
  /** False where it holds what is no text, as an image: then nothing bounds it. */
  readonly isText: boolean;
}

/**
 * What a vendor adds to each message: 3 tokens and its role, by OpenAI's "How to count tokens with tiktoken",
 * https://developers.openai.com/cookbook/examples/how_to_count_tokens_with_tiktoken
 */
const messageFrame = 4;

/** Messages, definitions of tools and the output schema of a request: all of it is input. */
export function readInput({ messages, tools, output }: CompletionRequest): RequestInput {
  const parts = messages.flatMap(({ content }) => content.map(toText));
  const texts = [
    ...parts.filter((text) => text !== null),
    ...tools.map(({ name, description, inputSchema }) =>
      [name, description, JSON.stringify(inputSchema)].join("\n"),
    ),
    ...(output === null ? [] : [output.name, JSON.stringify(output.schema)]),
  ];
  const frames = messageFrame * messages.length;
  return {
    texts,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), frames),
    frames,
    tools: tools.length > 0,
    isText: texts.length >= parts.length && !parts.includes(null),
  };
}

type Part = CompletionRequest["messages"][number]["content"][number];

/** Null for what is no text. */
function toText(part: Part): string | null {
  switch (part.type) {
    case "text":
    case "tool_result":
      return part.text;
    case "tool_call":
      return `${part.name}\n${JSON.stringify(part.input)}`;
    default:
      return null;
  }
}
