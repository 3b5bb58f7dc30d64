import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAddressReader, toHolder } from "../../src/limits/client-address.js";

const proxy = "10.0.0.1";

describe("the address of a request", () => {
  const read = createAddressReader([proxy, "192.168.0.0/16", "fd00::/8"]);

  test.each([
    ["its connection's", "203.0.113.7", undefined, "203.0.113.7"],
    ["its connection's, whatever it says itself", "203.0.113.7", "198.51.100.1", "203.0.113.7"],
    ["what a trusted proxy says", proxy, "198.51.100.1", "198.51.100.1"],
    [
      "the last that no trusted proxy has",
      proxy,
      "1.2.3.4, 198.51.100.1, 192.168.3.4",
      "198.51.100.1",
    ],
    ["one with a port", proxy, "198.51.100.1:443", "198.51.100.1"],
    ["of IPv6 with a port", "fd12::1", "[2001:db8::1]:443", "2001:db8::1"],
    ["of IPv4 inside IPv6", "::ffff:10.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"],
    ["the proxy's where it says nothing", proxy, undefined, proxy],
    ["the proxy's where it says what is no address", proxy, "198.51.100.1, nonsense", proxy],
    ["the first one where all are trusted", proxy, "192.168.1.1, 192.168.1.2", "192.168.1.1"],
    ["unknown where there is no connection", undefined, "198.51.100.1", "unknown"],
  ])("is %s", (_, socketAddress, forwardedFor, expected) => {
    expect(read({ socketAddress, forwardedFor })).toBe(expected);
  });

  test("is never what a client writes, as long as it is not a trusted proxy", () => {
    const given = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6());
    fc.assert(
      fc.property(fc.array(given), (hops) => {
        const forwardedFor = hops.join(",");
        expect(read({ socketAddress: "203.0.113.7", forwardedFor })).toBe("203.0.113.7");
        const behind = { socketAddress: proxy, forwardedFor: `${forwardedFor}, 203.0.113.7` };
        expect(read(behind)).toBe("203.0.113.7");
      }),
    );
  });

  test.each(["", "example.com", "10.0.0.0/33", "10.0.0.0/8/8", "fd00::/129", "10.0.0.0/"])(
    "cannot be trusted to the proxy %j",
    (wrong) => {
      expect(() => createAddressReader([wrong])).toThrow(/not an IP address or a network/);
    },
  );
});

test.each([
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:0DB8:1:2::9", "2001:db8:1:2"],
  ["::1", "0:0:0:0"],
  ["2001:db8::", "2001:db8:0:0"],
])("%s counts as %s", (address, holder) => {
  expect(toHolder(address)).toBe(holder);
});
