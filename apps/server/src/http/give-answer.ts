import { requestIdHeader } from "@promptrail/http-api";
import type { AnswerReader } from "../reader/answer-reader.js";
import { answerHeaders } from "./answer-headers.js";
import { answerJsonText } from "./answer-json.js";
import { lookForReader } from "./drop-stalled-reader.js";
import { isAnsweredHere } from "./node-bindings.js";
import { sentAnswer } from "./sent-answer.js";
import type { SentRequest } from "./sent-request.js";
import type { Answer } from "./whole-answer.js";

const answerHeaderList = [
  ...Object.entries(answerHeaders).flat(),
  "content-type",
  "application/json",
];

/**
 * Gives an answer to the framework. On a connection of our own a whole answer is written at once: a Response around
 * it, which the adapter would take apart again, costs more than all that the server does for a call beside it.
 */
export function giveAnswer(
  answer: Answer,
  { node, id }: SentRequest,
  reader: AnswerReader,
): Response {
  if (!("whole" in answer)) return answer;
  const { status, whole, bytes } = answer;
  // The framework makes an answer of its own to HEAD of the one to GET.
  if (node === null || !isAnsweredHere(node) || node.incoming.method === "HEAD") {
    return answerJsonText(whole, { status });
  }
  const { outgoing } = node;
  const headers = ["content-length", String(bytes), requestIdHeader.name, id];
  outgoing.writeHead(status, [...answerHeaderList, ...headers]);
  // Of the two, Latin-1 is faster to write; they are the same where each character is one byte.
  outgoing.end(whole, bytes === whole.length ? "latin1" : "utf8");
  if (outgoing.writableLength > 0) lookForReader(outgoing, reader);
  return sentAnswer;
}
