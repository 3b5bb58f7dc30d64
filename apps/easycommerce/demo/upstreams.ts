import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";

const keys = ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "DEEPSEEK_API_KEY"];

/** What the providers talk to. */
export interface Upstreams {
  readonly live: boolean;
  readonly description: string;
  /** Points the providers there, in this process and in those that it starts. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many requests arrived; null where nobody can count them. */
  readonly countRequests: () => number | null;
  /** Lets the next requests to Anthropic fail as an overloaded vendor does; null where nobody can. */
  readonly fail: ((requests: number) => void) | null;
  close(): Promise<void>;
}

/** The vendors, when the keys are there and `live` is asked for; else local servers that speak their wire. */
export async function startUpstreams(live: boolean): Promise<Upstreams> {
  return live ? requireVendors() : startSimulated();
}

function requireVendors(): Upstreams {
  const missing = keys.filter((key) => !process.env[key]);
  if (missing.length > 0) throw new Error(`--live needs ${missing.join(", ")} in the environment.`);
  return {
    live: true,
    description: "Upstreams: the vendors themselves. Calls cost money.",
    environment: {},
    countRequests: () => null,
    fail: null,
    close: async () => {},
  };
}

async function startSimulated(): Promise<Upstreams> {
  const upstreams = await startSimulatedUpstreams();
  const { anthropic, openai, deepseek } = upstreams;
  return {
    live: false,
    description:
      "Upstreams: SIMULATED. Local servers speak the vendors' wire and make answers up; no vendor is called.",
    environment: {
      ANTHROPIC_BASE_URL: anthropic.baseUrl,
      OPENAI_BASE_URL: openai.baseUrl,
      DEEPSEEK_BASE_URL: deepseek.baseUrl,
      ...Object.fromEntries(keys.map((key) => [key, "simulated"])),
    },
    countRequests: () =>
      anthropic.requests.length + openai.requests.length + deepseek.requests.length,
    fail: (requests) => {
      const overloaded = { type: "status", status: 529, retryAfter: "0" } as const;
      anthropic.script(...Array.from({ length: requests }, () => overloaded));
    },
    close: () => upstreams.close(),
  };
}
