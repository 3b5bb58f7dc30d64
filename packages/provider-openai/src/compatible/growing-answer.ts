import type { StreamEvent } from "@promptrail/core/provider-kit";

/** An answer that grows with the chunks of its stream. */
export interface GrowingAnswer<Chunk> {
  /** Takes one chunk in; what the caller is to see of it. */
  add(chunk: Chunk): readonly StreamEvent[];
  /** True once anything of the answer has arrived. */
  hasContent(): boolean;
  /** True once what ends an answer has arrived: a stream may end early without any error. */
  isComplete(): boolean;
}
