import { defineConfig } from "@promptrail/config";
import { simulatedProvider } from "@promptrail/testing";
import { ticketSummaryV1 } from "./prompts/ticket-summary-v1.ts";
import { ticketSummarySuite } from "./suites/ticket-summary-suite.ts";

export default defineConfig({
  prompts: [ticketSummaryV1],
  // The simulated provider makes its answers up from the prompt: it needs no key and no network, and
  // shows how everything works. For a real model, install @promptrail/provider-claude, put claude()
  // here, and name "claude" and its model in the prompt.
  providers: [simulatedProvider()],
  suites: [ticketSummarySuite],
});
