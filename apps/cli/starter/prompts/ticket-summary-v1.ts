import { definePrompt } from "@promptrail/core";
import { z } from "zod";

export const ticketSummaryV1 = definePrompt({
  family: "ticket_summary",
  version: 1,
  status: "active",
  provider: "simulated",
  model: "simulated-small",
  maxTokens: 300,
  temperature: 0.2,
  input: z.object({
    ticket: z.object({ subject: z.string(), messages: z.array(z.string()) }),
  }),
  system: `You summarise support tickets for the engineer who takes over.
Rules:
- maximum 60 words
- use only the information provided
- no superlatives`,
  userTemplate: `Subject: {{ ticket.subject }}
Messages:
{% for message in ticket.messages %}
- {{ message }}
{% endfor %}
Summarise the ticket.`,
});
