import type { StreamEvent } from "@promptrail/core/provider-kit";
import { toText } from "../../compatible/reply/gather-tool-calls.js";
import { readContent } from "../../compatible/reply/read-content.js";
import type { ResponseEvent, ResponseItem } from "../responses-reply.js";
import { isCommentary, listThoughts, thoughtBreak } from "./from-response.js";

type DeltaEvent = Extract<ResponseEvent, { readonly delta: string }>;

interface GrowingItem {
  readonly at: number;
  type: string;
  phase: string | null;
  text: string;
  refusal: string;
  /** Parts of what the model thought, by their names in the stream. */
  readonly thoughts: Map<string, string>;
  input: string;
  id: string;
  callId: string;
  name: string;
  encrypted: string;
}

/** The items of a streamed response, as their pieces come. */
export class GrowingItems {
  readonly #items = new Map<number, GrowingItem>();
  #last = 0;
  #hasThoughts = false;

  /** True once anything that a caller could see has arrived. */
  hasContent(): boolean {
    return [...this.#items.values()].some(
      ({ type, text, refusal, thoughts }) =>
        type === "function_call" || text !== "" || refusal !== "" || thoughts.size > 0,
    );
  }

  isEmpty(): boolean {
    return this.#items.size === 0;
  }

  addDelta(event: DeltaEvent): readonly StreamEvent[] {
    const { type, delta } = event;
    switch (type) {
      case "response.output_text.delta":
        return isCommentary(this.#find(event, "message"))
          ? this.#addThought(event, "words", delta)
          : addText(this.#find(event, "message"), delta);
      case "response.refusal.delta":
        return addRefusal(this.#find(event, "message"), delta);
      case "response.function_call_arguments.delta":
        this.#find(event, "function_call").input += delta;
        return [];
      case "response.reasoning_summary_text.delta":
        return this.#addThought(event, `summary ${event.summary_index ?? 0}`, delta);
      case "response.reasoning_text.delta":
        return this.#addThought(event, `text ${event.content_index ?? 0}`, delta);
    }
  }

  /** An item as it begins, or whole: what of it did not come in pieces is taken in. */
  addItem(item: ResponseItem, place: Pick<DeltaEvent, "output_index">): readonly StreamEvent[] {
    const growing = this.#find(place, item.type);
    growing.type = item.type;
    growing.phase = item.phase ?? growing.phase;
    growing.id = item.id || growing.id;
    growing.callId = item.call_id || growing.callId;
    growing.name = item.name || growing.name;
    growing.encrypted = item.encrypted_content || growing.encrypted;
    const input = toText(item.arguments ?? "");
    if (growing.input === "" || input.startsWith(growing.input)) growing.input = input;
    if (growing.thoughts.size > 0) return [];
    if (item.type === "message" && !isCommentary(growing)) return addWhole(growing, item);
    return listThoughts({ ...item, phase: growing.phase }).flatMap((text, index) =>
      this.#addThought(place, `whole ${index}`, text),
    );
  }

  list(): ResponseItem[] {
    return [...this.#items.values()].toSorted((one, other) => one.at - other.at).map(toItem);
  }

  #find({ output_index: index }: Pick<DeltaEvent, "output_index">, type: string): GrowingItem {
    const at = index ?? this.#last;
    this.#last = at;
    const known = this.#items.get(at);
    if (known !== undefined) return known;
    const made = {
      at,
      type,
      phase: null,
      text: "",
      refusal: "",
      thoughts: new Map(),
      input: "",
      id: "",
      callId: "",
      name: "",
      encrypted: "",
    };
    this.#items.set(at, made);
    return made;
  }

  #addThought(
    place: Pick<DeltaEvent, "output_index">,
    part: string,
    text: string,
  ): readonly StreamEvent[] {
    if (text === "") return [];
    const { thoughts } = this.#find(place, "reasoning");
    const before = thoughts.get(part);
    thoughts.set(part, `${before ?? ""}${text}`);
    const isNext = before === undefined && this.#hasThoughts;
    this.#hasThoughts = true;
    return [{ type: "reasoning-delta", text: isNext ? `${thoughtBreak}${text}` : text }];
  }
}

function addText(growing: GrowingItem, text: string): readonly StreamEvent[] {
  growing.text += text;
  return text === "" ? [] : [{ type: "text-delta", text }];
}

/** A refusal is the text that people see; one answer has either. */
function addRefusal(growing: GrowingItem, text: string): readonly StreamEvent[] {
  growing.refusal += text;
  return text === "" ? [] : [{ type: "text-delta", text }];
}

function addWhole(growing: GrowingItem, item: ResponseItem): readonly StreamEvent[] {
  const { text, refusal } = readContent(item);
  return [
    ...(growing.text === "" ? addText(growing, text ?? "") : []),
    ...(growing.refusal === "" ? addRefusal(growing, refusal) : []),
  ];
}

function toItem(growing: GrowingItem): ResponseItem {
  const { type, phase, text, refusal, thoughts, id, callId, name, input, encrypted } = growing;
  if (isCommentary(growing)) return { type, phase, content: [...thoughts.values()].join("") };
  switch (type) {
    case "message":
      return {
        type,
        content: [
          { type: "output_text", text },
          { type: "refusal", refusal },
        ],
      };
    case "function_call":
      return { type, id, call_id: callId, name, arguments: input };
    case "reasoning":
      return {
        type,
        id: id === "" ? null : id,
        summary: [...thoughts.values()].map((thought) => ({ text: thought })),
        encrypted_content: encrypted === "" ? null : encrypted,
      };
    default:
      return { type };
  }
}
