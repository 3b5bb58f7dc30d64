import { definePrompt, type Renderer } from "@promptrail/core";
import { createRenderer } from "@promptrail/renderer";
import { type FakeProvider, fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

test("a config's own renderer renders, such as one in a worker with a deadline", async () => {
  const endless = "{% for i in range(90000) %}{% for j in range(90000) %}x{% endfor %}{% endfor %}";
  const version = definePrompt({
    family: "endless",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 50,
    userTemplate: `{{ name }}{% if name == 'slow' %}${endless}{% endif %}`,
  });
  const renderer = createRenderer({
    worker: { deadlineMs: 300 },
    limits: { loopSteps: 1e12, outputSize: 1e9, builtTotal: 1e12 },
  });
  const config = { ...project(fakeProvider()), prompts: [version], suites: [], renderer };
  const promptrail = await createPromptrail(config);
  const slow = promptrail.render("endless", { name: "slow" });
  await expect(slow).rejects.toMatchObject({ code: "template", kind: "limit" });
  const fast = await promptrail.render("endless", { name: "Ada" });
  expect(JSON.stringify(fast)).toContain("Ada");
  renderer.close();
  await promptrail.close();
});

test("a call's time is for its render, too", async () => {
  const clock = { now: 1_000 };
  const compiler = createRenderer();
  const slow: Renderer = {
    compile: (source, options) => {
      const template = compiler.compile(source, options);
      const renderAsync = async (context: unknown) => {
        clock.now += 7;
        return template.render(context);
      };
      return { ...template, renderAsync };
    },
  };
  const deadlines: number[] = [];
  const fake = fakeProvider({ answers: () => "Hi." });
  const provider: FakeProvider = {
    ...fake,
    complete: (request, call) => {
      deadlines.push(call.deadline);
      return fake.complete(request, call);
    },
  };
  const config = { ...project(provider), renderer: slow };
  const promptrail = await createPromptrail(config, { now: () => new Date(clock.now) });
  await promptrail.call("greeting", { name: "Ada" }, { timeoutMs: 100 });
  expect(clock.now).toBeGreaterThan(1_000);
  expect(deadlines).toEqual([1_100]);
  await promptrail.close();
});
