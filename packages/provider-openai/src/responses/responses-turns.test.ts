import type { Message } from "@promptrail/core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { askOnce } from "../../../../tooling/test/vendors/describe-odd-replies.ts";
import { openResponses, request, ways } from "../../test/open-responses.js";
import { openai } from "../openai.js";

const { upstream, ask, close } = await openResponses();

afterAll(() => close());
beforeEach(() => upstream.reset());

const responses = (settings: { readonly apiKey: string; readonly baseUrl: string }) =>
  openai({ ...settings, api: "responses" });

const tool = {
  name: "find_order",
  description: "Finds an order.",
  inputSchema: { type: "object", properties: { number: { type: "string" } } },
} as const;

const thinking = {
  model: "gpt-6-sol",
  tools: [tool],
  settings: { maxTokens: 300 },
  vendorOptions: { reasoning: { effort: "high", summary: "auto" } },
} as const;

const where: Message = {
  role: "user",
  content: [{ type: "text", text: "Call find_order.\nNumber: A-17" }],
};

describe.each(ways)("%s", (way) => {
  test("what a model thinks before it calls a tool goes back with the tool's result", async () => {
    const first = await ask(way, request({ ...thinking, messages: [where] }));
    expect(first).toMatchObject({
      outcome: "tool_use",
      reasoning: expect.stringContaining("read"),
    });
    const turns: readonly Message[] = [
      where,
      { role: "assistant", content: first.toolCalls },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            toolCallId: first.toolCalls[0]?.id ?? "",
            text: "It was lost.",
            isError: true,
          },
        ],
      },
    ];
    expect(await ask(way, request({ ...thinking, messages: turns }))).toMatchObject({
      outcome: "ok",
    });
    expect(upstream.requests[1]?.body).toMatchObject({
      include: ["reasoning.encrypted_content"],
      input: [
        { role: "user" },
        {
          type: "reasoning",
          encrypted_content: expect.stringContaining("simulated"),
          summary: [{ type: "summary_text", text: first.reasoning }],
        },
        { type: "function_call", name: "find_order", arguments: '{"number":"A-17"}' },
        { type: "function_call_output", output: "Error: It was lost." },
      ],
    });
    await ask(way, request({ ...thinking, model: "gpt-6-luna", messages: turns }));
    const types = JSON.stringify(upstream.requests[2]?.body);
    expect(types, "another model cannot read it").not.toContain('encrypted_content":');
  });

  test("a summary of what the model thought is told, and counted as a part of the output", async () => {
    const { reasoning, usage } = await ask(way, request({ ...thinking, tools: [] }));
    expect(reasoning).not.toBe("");
    expect(usage.reasoning).toBeGreaterThan(0);
    expect(usage.reasoning).toBeLessThan(usage.output ?? 0);
  });

  test("a structured answer is asked for in the text's format", async () => {
    const schema = {
      type: "object",
      properties: { score: { type: "number" } },
      required: ["score"],
      additionalProperties: false,
    } as const;
    const vendorOptions = { text: { verbosity: "low" } };
    const output = { name: "order", schema };
    const { text, warnings } = await ask(way, request({ output, vendorOptions }));
    expect(JSON.parse(text)).toHaveProperty("score");
    expect(warnings).toEqual([]);
    expect(upstream.requests[0]?.body).toMatchObject({
      text: {
        verbosity: "low",
        format: { type: "json_schema", name: "order", strict: true, schema },
      },
    });
  });

  test("what the model says beside its answer is no part of it", async () => {
    const output = [
      { type: "message", phase: "commentary", content: [{ type: "output_text", text: "I look." }] },
      { type: "message", phase: "final_answer", content: [{ type: "output_text", text: "{}" }] },
    ];
    const body = { model: "m", status: "completed", output };
    const events = [
      ...output.map((item, index) => ({
        type: "response.output_item.done",
        output_index: index,
        item,
      })),
      { type: "response.completed", response: body },
    ];
    const reply = { body: way === "stream" ? events : body };
    const told = { outcome: "ok", text: "{}", reasoning: "I look." };
    expect(await askOnce({ make: responses, model: "m" }, reply, way)).toMatchObject(told);
  });
});
