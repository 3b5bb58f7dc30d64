import type { Agent, Client, Dispatcher } from "undici";
import { countSocketUse } from "./counting-client.js";

export interface AgentSettings {
  readonly keepAliveMs?: number;
  readonly connectTimeoutMs?: number;
  readonly connections?: number;
}

export const defaults: Required<AgentSettings> = {
  keepAliveMs: 60_000,
  connectTimeoutMs: 10_000,
  connections: 1_024,
};

/** The ways to one address. */
export interface Route {
  /** Over a socket that is kept for the next request. */
  readonly kept: Dispatcher;
  /** Over a socket of its own that nobody has used. */
  readonly fresh: () => Dispatcher;
}

export interface Agents {
  readonly find: (origin: string) => Route;
  readonly close: () => Promise<void>;
}

const proxyVariables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"];
const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The agents of one transport. Where the environment names a proxy it is taken by undici's rules, `NO_PROXY`
 * among them, but not for this machine itself, which another cannot reach under that name.
 */
export function createAgents(undici: typeof import("undici"), settings: AgentSettings): Agents {
  const options = toOptions(settings);
  const createClient = countSocketUse(undici.Client);
  const opened: Dispatcher[] = [];
  const open = (isProxied: boolean, further: Agent.Options = {}) => {
    const all = { ...options, ...further };
    const factory = (origin: string | URL, given: object) =>
      new undici.Pool(origin, { ...all, ...given, factory: createClient });
    const agent = isProxied
      ? new undici.EnvHttpProxyAgent({ ...all, factory })
      : new undici.Agent({ ...all, factory });
    opened.push(agent);
    return agent;
  };
  const createRoute = (isProxied: boolean): Route => {
    let fresh: Dispatcher | undefined;
    return {
      kept: open(isProxied),
      fresh: () => {
        // Without pipelining, undici opens a socket for each request and closes it after.
        fresh ??= open(isProxied, { pipelining: 0 });
        return fresh;
      },
    };
  };
  const direct = createRoute(false);
  const proxies = proxyVariables.filter((name) => process.env[name]);
  let proxied: Route | undefined;
  return {
    find: (origin) => {
      if (proxies.length === 0 || loopback.test(new URL(origin).hostname)) return direct;
      if (proxied === undefined) {
        proxies.forEach(requireAddress);
        proxied = createRoute(true);
      }
      return proxied;
    },
    close: async () => {
      await Promise.all(opened.map((agent) => agent.close()));
    },
  };
}

function requireAddress(variable: string): void {
  if (URL.canParse(process.env[variable] ?? "")) return;
  throw new TypeError(
    `The variable ${variable} is not the address of a proxy: set it to an address such as http://proxy.example:8080, or unset it.`,
  );
}

function toOptions(settings: AgentSettings): Client.Options & { readonly connections: number } {
  const { keepAliveMs, connectTimeoutMs, connections } = { ...defaults, ...settings };
  return {
    connections,
    connectTimeout: connectTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    // A server may ask for less, and not for more.
    keepAliveMaxTimeout: keepAliveMs,
    // The call's own deadline ends it: models think for longer than any number that would stand here.
    headersTimeout: 0,
    bodyTimeout: 0,
    // One call, one socket: a cut connection must not take other calls with it.
    allowH2: false,
  };
}
