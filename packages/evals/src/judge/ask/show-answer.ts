interface ShownCall {
  readonly name: string;
  readonly input: unknown;
}

interface ShownAnswer {
  readonly output: string;
  readonly toolCalls: readonly ShownCall[];
}

/** An answer as a judge reads it: its text, then the tools that it asks for. */
export function showAnswer({ output, toolCalls }: ShownAnswer): string {
  return toolCalls.length === 0
    ? output
    : [output, "Tools that it asks for:", ...toolCalls.map(showCall)].join("\n").trim();
}

function showCall({ name, input }: ShownCall): string {
  return `${name} ${JSON.stringify(input)}`;
}
