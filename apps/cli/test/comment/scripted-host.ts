import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A comment as the scripted host keeps it. */
interface KeptComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

interface Asked {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly token: string;
}

/** What the host does with the next request that fits, instead of answering. */
interface Fault {
  readonly method: string;
  /** A status; `cut`: the connection ends without a reply; `lost`: it is done, and then cut. */
  readonly as: number | "cut" | "lost";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface ScriptedHost {
  readonly url: string;
  readonly comments: readonly KeptComment[];
  readonly asked: readonly Asked[];
  /** Other people's, or ours of before. */
  readonly add: (author: string, ...bodies: readonly string[]) => void;
  readonly fail: (...faults: readonly Fault[]) => void;
  readonly close: () => Promise<void>;
}

interface Kind {
  readonly comments: RegExp;
  readonly one: RegExp;
  readonly tokenOf: (request: IncomingMessage) => string;
  /** Who the token is of; null where it may not ask. */
  readonly self: object | null;
  readonly selfAuthor: string;
  readonly toJson: (comment: KeptComment) => object;
}

const kinds = {
  github: {
    comments: /^\/repos\/acme\/shop\/issues\/12\/comments$/,
    one: /^\/repos\/acme\/shop\/issues\/comments\/(\d+)$/,
    tokenOf: ({ headers }) => headers.authorization?.replace("Bearer ", "") ?? "",
    self: null,
    selfAuthor: "github-actions[bot]",
    toJson: ({ id, author, body }) => ({
      id,
      body,
      user: { login: author, type: "Bot" },
      html_url: `https://github.example/acme/shop/pull/12#issuecomment-${id}`,
    }),
  },
  gitlab: {
    comments: /^\/projects\/7\/merge_requests\/12\/notes$/,
    one: /^\/projects\/7\/merge_requests\/12\/notes\/(\d+)$/,
    tokenOf: ({ headers }) => String(headers["private-token"] ?? ""),
    self: { id: 41, username: "project_7_bot" },
    selfAuthor: "41",
    toJson: ({ id, author, body }) => ({ id, body, author: { id: Number(author) } }),
  },
} satisfies Record<string, Kind>;

const notFound = [404, { message: "Not Found" }] as const;

/** A server that keeps comments as GitHub's or GitLab's API does, a hundred a page. */
export async function startScriptedHost(
  name: keyof typeof kinds,
  token: string,
): Promise<ScriptedHost> {
  const kind: Kind = kinds[name];
  const { comments, add, answer } = createComments(kind, token);
  const asked: Asked[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const { method = "", url: path = "" } = request;
      asked.push({ method, path, token: kind.tokenOf(request) });
      const at = faults.findIndex((fault) => fault.method === method);
      const [fault] = at < 0 ? [] : faults.splice(at, 1);
      play({ request, response, fault, answer: () => answer(request, text) });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    asked,
    add: (author, ...bodies) => {
      for (const body of bodies) add(author, body);
    },
    fail: (...planned) => void faults.push(...planned),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** The comments, and what the API answers about them. */
function createComments(kind: Kind, token: string) {
  const comments: KeptComment[] = [];
  let last = 0;
  const add = (author: string, body: string) => {
    last += 1;
    const made = { id: last, author, body };
    comments.push(made);
    return made;
  };
  const update = (id: string, body: string): readonly [number, object] => {
    const found = comments.find((each) => String(each.id) === id);
    if (found === undefined) return notFound;
    found.body = body;
    return [200, kind.toJson(found)];
  };
  const list = ({ searchParams }: URL): readonly [number, object] => {
    const size = Number(searchParams.get("per_page") ?? 30);
    const start = (Number(searchParams.get("page") ?? 1) - 1) * size;
    return [200, comments.slice(start, start + size).map(kind.toJson)];
  };
  const tellSelf = (): readonly [number, object] =>
    kind.self === null ? [403, { message: "Not accessible" }] : [200, kind.self];
  const answer = (request: IncomingMessage, text: string): readonly [number, object] => {
    const url = new URL(request.url ?? "", "http://host");
    const given = kind.tokenOf(request);
    if (given !== token) return [401, { message: `Bad credentials: ${given}` }];
    if (url.pathname === "/user") return tellSelf();
    const { body = "" } = JSON.parse(text || "{}") as { body?: string };
    const id = kind.one.exec(url.pathname)?.[1];
    if (id !== undefined) return update(id, body);
    if (!kind.comments.test(url.pathname)) return notFound;
    if (request.method !== "POST") return list(url);
    return [201, kind.toJson(add(kind.selfAuthor, body))];
  };
  return { comments, add, answer };
}

interface Played {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
  readonly answer: () => readonly [number, object];
}

function play({ request, response, fault, answer }: Played): void {
  if (typeof fault?.as === "number") {
    reply(response, fault.as, fault.body ?? {}, fault.headers);
    return;
  }
  const answered = fault?.as === "cut" ? null : answer();
  if (answered === null || fault?.as === "lost") request.socket.destroy();
  else reply(response, ...answered);
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function reply(
  response: ServerResponse,
  status: number,
  json: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(json));
}
