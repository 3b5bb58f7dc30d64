import type { Attempt } from "./attempt.js";
import type { CallRecord } from "./call-record.js";
import { estimateBytes } from "./estimate-bytes.js";

/** What `estimateBytes` says of a record and of an attempt without a text of the caller's or the vendor's. */
const recordBytes = 1_700;
const attemptBytes = 650;

/**
 * About how much memory a call's record takes, as `estimateBytes` says it: what is alike in all records is not looked at again
 * for each, which takes a third of the time.
 */
export function estimateRecordBytes(record: CallRecord): number {
  const { text, context, messages, data, attempts } = record;
  let bytes = recordBytes + attemptBytes * attempts.length;
  if (text !== null) bytes += estimateBytes(text);
  // What was said, beside the text of the answer.
  for (const said of [context, messages, data, record.error])
    if (said !== null) bytes += estimateBytes(said);
  for (const list of [record.warnings, record.attachments]) {
    if (list.length > 0) bytes += estimateBytes(list);
  }
  return bytes + 2 * (countFree(record) + attempts.reduce(addFree, 0));
}

/** The characters that vendors and callers may make as long as they like. */
function countFree({ requestId, stopReason, answeredModel, degraded }: CallRecord): number {
  return lengthOf(requestId) + lengthOf(stopReason) + lengthOf(answeredModel) + lengthOf(degraded);
}

function addFree(characters: number, { requestId, failure }: Attempt): number {
  return characters + lengthOf(requestId) + lengthOf(failure);
}

function lengthOf(text: string | null): number {
  return text === null ? 0 : text.length;
}
