import { BlockList, isIP } from "node:net";
import { PromptrailError } from "@promptrail/core";

/** What a request says of where it comes from. */
export interface RequestOrigin {
  /** The other end of the connection; undefined where there is none, as in a test. */
  readonly socketAddress: string | undefined;
  /** The header `X-Forwarded-For`, which anybody can send. */
  readonly forwardedFor: string | undefined;
}

export type AddressReader = (origin: RequestOrigin) => string;

const unknown = "unknown";

/**
 * Tells where a request comes from: the other end of its connection, or, where that is a trusted proxy,
 * the last address in `X-Forwarded-For` that is not one. What stands before it was written by the client.
 *
 * @param trustedProxies addresses and networks: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
 * @throws PromptrailError `config_invalid` for what is neither.
 */
export function createAddressReader(trustedProxies: readonly string[]): AddressReader {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) trust(trusted, proxy);
  const isTrusted = (address: string) => trusted.check(address, familyOf(address));
  return ({ socketAddress, forwardedFor }) => {
    let address = readAddress(socketAddress ?? "");
    if (address === null) return unknown;
    const hops = forwardedFor?.split(",") ?? [];
    while (isTrusted(address)) {
      const hop = readAddress(hops.pop() ?? "");
      if (hop === null) break;
      address = hop;
    }
    return address;
  };
}

function trust(trusted: BlockList, proxy: string): void {
  const [address = "", bits, ...rest] = proxy.trim().split("/");
  const longest = isIP(address) === 4 ? 32 : 128;
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  if (isIP(address) === 0 || !isRange || rest.length > 0) {
    throw new PromptrailError(
      "config_invalid",
      `The trusted proxy "${proxy}" is not an IP address or a network. Write it as 10.0.0.1, 10.0.0.0/8 or fd00::/8.`,
      { proxy },
    );
  }
  trusted.addSubnet(address, bits === undefined ? longest : Number(bits), familyOf(address));
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}

/** An address without its port and its zone; null for anything else. IPv4 inside IPv6 is IPv4. */
function readAddress(text: string): string | null {
  const bare = /^\s*(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+|(.*?))\s*$/.exec(text);
  const address = (bare?.[1] ?? bare?.[2] ?? bare?.[3] ?? "").replace(/%.*$/, "");
  if (isIP(address) === 0) return null;
  return /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address;
}

/** Who counts as one: an address, or the /64 of IPv6, which is what one customer gets at least. */
export function toHolder(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const groups = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - last.length) }, () => "0");
  return [...groups, ...(tail === undefined ? [] : zeros), ...last]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
