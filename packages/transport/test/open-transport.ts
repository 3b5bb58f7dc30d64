import { setImmediate } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { createTransport, type Transport, type TransportSettings } from "../src/index.js";

/** A transport of the test's own, closed at its end. */
export function openTransport(settings: TransportSettings = {}): Transport {
  const transport = createTransport(settings);
  onTestFinished(() => transport.close());
  return transport;
}

/** Reads an answer, and gives its socket the turn of the event loop after which it can be used again. */
export async function readText(answer: Promise<Response>): Promise<string> {
  const text = await (await answer).text();
  await setImmediate();
  return text;
}
