const message = (content: unknown) => ({ type: "message", role: "assistant", content });

const reply = (more: object) => ({
  model: "m",
  status: "completed",
  output: [message([{ type: "output_text", text: "Hello" }])],
  usage: { input_tokens: 3, output_tokens: 2 },
  ...more,
});

const piece = (delta: string) => ({ type: "response.output_text.delta", output_index: 0, delta });
const end = { type: "response.completed", response: { status: "completed" } };

/** Replies on the Responses wire that differ from its documents and say "Hello" all the same. */
export const responsesOddities = {
  whole: {
    "no model": reply({ model: null }),
    "a text where parts should be": reply({ output: [message("Hello")] }),
    "an error that is null": reply({ error: null }),
    "counts that are none": reply({ usage: { input_tokens: "3" } }),
    "an item of another kind": reply({
      output: [{ type: "web_search_call", action: 7 }, message([{ text: "Hello" }])],
    }),
  },
  streamed: {
    "pieces without an item": [piece("Hel"), piece("lo"), end],
    "no place": [{ type: "response.output_text.delta", delta: "Hello" }, end],
    "nothing but the whole": [{ type: "response.completed", response: reply({ model: null }) }],
    "an item without pieces": [
      { type: "response.output_item.done", item: message("Hello"), output_index: 0 },
      end,
    ],
    "events that nobody knows": [
      { type: "response.mood.delta", delta: { mood: 1 } },
      piece("Hello"),
      { ...end, response: { status: "completed", usage: "3" } },
    ],
  },
  toErrorEvent: (error: object) => ({ type: "error", ...error }),
};
