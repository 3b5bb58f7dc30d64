import * as conventions from "@opentelemetry/semantic-conventions/incubating";
import { expect, test } from "vitest";
import { errorType, genAi, promptrail } from "../src/names.js";

test("names of the conventions are those that OpenTelemetry publishes", () => {
  const published = new Set<unknown>(Object.values(conventions));
  // In the conventions, and not yet in their package for JavaScript.
  published.add("gen_ai.prompt.version");
  for (const name of [...Object.values(genAi), errorType]) expect(published).toContain(name);
  for (const name of Object.values(promptrail)) expect(published).not.toContain(name);
});
