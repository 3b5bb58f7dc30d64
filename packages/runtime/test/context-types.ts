import { definePrompt } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { z } from "zod";
import { createPromptrail } from "../src/index.js";

const base = { provider: "fake", model: "m", maxTokens: 50, changelog: "Why." } as const;
const greeting = { ...base, family: "greeting", userTemplate: "x" } as const;
const text = z.string();

const promptrail = await createPromptrail({
  providers: [fakeProvider()],
  prompts: [
    definePrompt({ ...greeting, version: 1, status: "active", input: z.object({ name: text }) }),
    definePrompt({
      ...greeting,
      version: 2,
      status: "draft",
      input: z.object({ name: text, tone: text, mood: text.optional() }),
    }),
    definePrompt({
      ...greeting,
      version: 3,
      status: "archived",
      input: z.object({ name: text, title: text }),
    }),
    definePrompt({ ...base, family: "plain", version: 1, status: "active", userTemplate: "x" }),
    definePrompt({
      ...base,
      family: "plain",
      version: 2,
      status: "draft",
      userTemplate: "x",
      input: z.object({ tone: text }),
    }),
  ],
});

// A call gives what every version needs that may be live: each that is not archived.
await promptrail.call("greeting", { name: "Ada", tone: "warm" });
await promptrail.render("greeting", { name: "Ada", tone: "warm", mood: "good" });
// @ts-expect-error: version 2 needs a tone.
await promptrail.call("greeting", { name: "Ada" });
// @ts-expect-error: the tone is text.
await promptrail.call("greeting", { name: "Ada", tone: 7 });
// @ts-expect-error: only the archived version knows a title.
await promptrail.call("greeting", { name: "Ada", tone: "warm", title: "Dr" });

// A pinned version takes its own context.
await promptrail.call("greeting", { name: "Ada" }, { version: 1 });
await promptrail.call("greeting", { name: "Ada", title: "Dr" }, { version: 3, timeoutMs: 100 });
promptrail.stream("greeting", { name: "Ada" }, { version: 1 });
await promptrail.render("greeting", { name: "Ada" }, { version: 1 });
// @ts-expect-error: version 2 needs a tone.
await promptrail.call("greeting", { name: "Ada" }, { version: 2 });
// @ts-expect-error: version 1 knows no tone.
await promptrail.render("greeting", { name: "Ada", tone: "warm" }, { version: 1 });
// Nothing is known of a version that the code does not declare.
await promptrail.call("greeting", { anything: 1 }, { version: 9 });

// A number that is only known when the program runs pins a version that may be live.
const chosen: number = 1;
await promptrail.call("greeting", { name: "Ada", tone: "warm" }, { version: chosen });
// @ts-expect-error: it may be version 2, which needs a tone.
await promptrail.call("greeting", { name: "Ada" }, { version: chosen });

// Without a schema, only the templates say what they read.
await promptrail.call("plain", { tone: "warm", anything: 1 });
// @ts-expect-error: version 2 needs a tone.
await promptrail.call("plain", { anything: 1 });
