const message = { role: "assistant", content: "Hello" };

const reply = (more: object, choice: object = {}) => ({
  model: "m",
  choices: [{ index: 0, message, finish_reason: "stop", ...choice }],
  usage: { prompt_tokens: 3, completion_tokens: 2 },
  ...more,
});

const piece = (delta: object, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
});

const parts = [
  { type: "thinking", thinking: [{ type: "text", text: "Hm." }] },
  { type: "text", text: "Hel" },
  { type: "text", text: "lo" },
];

const end = [piece({}, "stop"), "[DONE]"];

/** Replies on the Chat Completions wire that differ from its documents and say "Hello" all the same. */
export const chatOddities = {
  whole: {
    "no model": reply({ model: null }),
    "content as parts": reply({}, { message: { content: parts } }),
    "an error that is null": reply({ error: null }),
    "counts that are none": reply({ usage: { prompt_tokens: "3" } }),
  },
  streamed: {
    "choices that are null": [{ choices: null }, piece({ content: "Hello" }), ...end],
    "content as parts": [piece({ content: parts }), ...end],
    "no delta": [piece({ content: "Hello" }), { choices: [{ delta: null }] }, ...end],
    "counts that are none": [piece({ content: "Hello" }), { choices: [], usage: "3" }, ...end],
  },
  toErrorEvent: (error: object) => ({ error }),
};
