import { defineFunction, definePrompt, memory, TemplateRefusal } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createServerApp } from "../../src/index.js";

const planted = "hunter2";

const refuse = defineFunction({
  name: "raise_exception",
  version: 1,
  call: (message) => {
    throw new TemplateRefusal(String(message));
  },
});

const prompts = [
  definePrompt({
    family: "chat",
    version: 1,
    status: "active",
    provider: "fake",
    model: "fake-1",
    maxTokens: 600,
    functions: [refuse],
    partials: { guard: "{% if role == 'x' %}{{ raise_exception('no ' ~ who) }}{% endif %}" },
    userTemplate: "{% include 'guard' %}Hello {{ who }}",
  }),
];

test.each(["call", "render"])(
  "what an own function refuses in a %s is told to the caller, and kept nowhere",
  async (action) => {
    const told: unknown[] = [];
    const onProblem = (problem: unknown) => {
      told.push(problem);
    };
    const promptrail = await createPromptrail(
      { prompts, providers: [fakeProvider()], store: memory(), environment: "test" },
      { onProblem, process: { name: "chat", role: "server" } },
    );
    const app = createServerApp(promptrail, { onProblem });
    const { secret } = await promptrail.keys.add({ name: "k", scopes: ["call", "read"] });
    const response = await app.request(`/v1/prompts/chat/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
      body: JSON.stringify({ context: { role: "x", who: planted } }),
    });
    expect(response.status).toBe(422);
    const problem: unknown = await response.json();
    expect(problem).toMatchObject({
      code: "template",
      refusal: `no ${planted}`,
      kind: "refused",
      partial: "guard",
    });
    const { refusal: _told, ...rest } = problem as { readonly refusal: string };
    expect(JSON.stringify(rest)).not.toContain(planted);
    expect(JSON.stringify(told)).not.toContain(planted);
    expect(await promptrail.calls.read({ family: "chat", limit: 10 })).toEqual([]);
    await promptrail.close();
  },
);
