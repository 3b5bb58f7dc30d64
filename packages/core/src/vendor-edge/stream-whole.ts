import type { Completion } from "../provider/completion.js";
import type { StreamEvent } from "../provider/stream-event.js";

/** The events of an answer that came as a whole, from a server that knows no streams. */
export function* streamWhole(completion: Completion): Generator<StreamEvent> {
  const { reasoning, text } = completion;
  if (reasoning !== "") yield { type: "reasoning-delta", text: reasoning };
  if (text !== "") yield { type: "text-delta", text };
  yield { type: "finish", completion };
}
