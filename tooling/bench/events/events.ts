import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Benchmark, Timer } from "../benchmark.ts";
import { type EventMessage, type EventOrder, eventMessage } from "./event-message.ts";
import { openStreams, type Streams } from "./open-streams.ts";

interface EventsSettings {
  readonly clients: number;
  readonly runs: number;
}

const script = fileURLToPath(new URL("./event-server-process.ts", import.meta.url));

/** From a decision in a server until the last of its event streams has it, against bare writes of that text. */
export function createEventsBenchmark({ clients, runs }: EventsSettings): Benchmark {
  return {
    name: "events",
    prepare: async () => {
      const server = await startEventServer();
      const { url, bareUrl, key } = server;
      const streams = await openStreams(clients, url, key);
      const bareStreams = await openStreams(clients, bareUrl, key);
      let text = "";
      const subject: Timer = async () => {
        const event = await time(server, { kind: "decide" }, streams);
        ({ text } = event);
        return event.microseconds;
      };
      const floor: Timer = async () =>
        (await time(server, { kind: "write", text }, bareStreams)).microseconds;
      const what = `a decision to the last of ${clients} event streams against bare writes of its text`;
      return {
        comparisons: [
          { what: `${what}, median`, bound: 2, runs, subject, floor, percentile: 0.5 },
          { what: `${what}, p99`, bound: null, runs, subject, floor, percentile: 0.99 },
        ],
        close: async () => {
          streams.close();
          bareStreams.close();
          await server.stop();
        },
      };
    },
  };
}

type EventServer = Awaited<ReturnType<typeof startEventServer>>;

async function time(server: EventServer, order: EventOrder, streams: Streams) {
  const arriving = streams.nextEvent();
  const began = await server.order(order);
  const { at, text } = await Promise.race([arriving, server.ended]);
  return { microseconds: Number(at - began) / 1000, text };
}

async function startEventServer() {
  const child = fork(script);
  const exit = once(child, "exit");
  const ended = exit.then(() => Promise.reject(new Error("The measured server ended early.")));
  // Looked at where something is waited for; it ends without harm when it is stopped.
  ended.catch(() => {});
  const answer = <Kind extends EventMessage["kind"]>(kind: Kind) =>
    new Promise<Extract<EventMessage, { kind: Kind }>>((resolve) => {
      const onMessage = (raw: unknown) => {
        const message = eventMessage.parse(raw);
        if (!isOfKind(message, kind)) return;
        child.off("message", onMessage);
        resolve(message);
      };
      child.on("message", onMessage);
    });
  return {
    ...(await Promise.race([answer("ready"), ended])),
    ended,
    order: async (order: EventOrder): Promise<bigint> => {
      const began = answer("began");
      child.send(order);
      return BigInt((await Promise.race([began, ended])).at);
    },
    stop: async () => {
      child.disconnect();
      await exit;
    },
  };
}

function isOfKind<Kind extends EventMessage["kind"]>(
  message: EventMessage,
  kind: Kind,
): message is Extract<EventMessage, { kind: Kind }> {
  return message.kind === kind;
}
