import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

/** Tells the adapter that an answer has been written already. All of these share it: nothing may be changed on it. */
export const sentAnswer: Response = RESPONSE_ALREADY_SENT;
// Where the adapter has put its own Response in the global one's place, only one that was looked at is read by its headers.
void sentAnswer.body;

export function isSent(answer: Response): boolean {
  return answer === sentAnswer;
}
