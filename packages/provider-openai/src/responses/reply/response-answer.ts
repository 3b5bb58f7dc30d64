import type { Completion, StreamEvent } from "@promptrail/core/provider-kit";
import type { GrowingAnswer } from "../../compatible/growing-answer.js";
import type { ResponseEvent, ResponseReply } from "../responses-reply.js";
import { fromResponse, type ResponseContext } from "./from-response.js";
import { GrowingItems } from "./growing-items.js";
import { requireUnfailed, throwFailure } from "./require-response.js";

/** An answer that grows with the events of its stream; complete once the event has arrived that ends a response. */
export interface ResponseAnswer extends GrowingAnswer<ResponseEvent> {
  finish(): Completion;
}

interface Growing {
  readonly items: GrowingItems;
  model: string;
  end: Omit<ResponseReply, "output"> | null;
}

export function createResponseAnswer(context: ResponseContext): ResponseAnswer {
  const growing: Growing = { items: new GrowingItems(), model: context.model, end: null };
  return {
    add: (event) => addEvent(growing, event),
    hasContent: () => growing.items.hasContent(),
    isComplete: () => growing.end !== null,
    finish: () => {
      const output = growing.items.list();
      return fromResponse({ ...growing.end, model: growing.model, output }, context);
    },
  };
}

function addEvent(growing: Growing, event: ResponseEvent): readonly StreamEvent[] {
  const { items } = growing;
  switch (event.type) {
    case "response.output_item.added":
    case "response.output_item.done":
      return items.addItem(event.item, event);
    case "response.created":
    case "response.in_progress":
    case "response.queued":
      growing.model = event.response.model || growing.model;
      return [];
    case "response.completed":
    case "response.incomplete":
    case "response.failed": {
      const status = event.response.status ?? event.type.slice("response.".length);
      const { output, ...end } = requireUnfailed({ ...event.response, status });
      growing.model = end.model || growing.model;
      growing.end = end;
      // A server may send nothing but the whole.
      if (!items.isEmpty()) return [];
      return output.flatMap((item, index) => items.addItem(item, { output_index: index }));
    }
    case "error":
      return throwFailure(null);
    case "other":
      return [];
    default:
      return items.addDelta(event);
  }
}
