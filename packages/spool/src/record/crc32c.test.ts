import { expect, test } from "vitest";
import { crc32c } from "./crc32c.js";

const rising = Buffer.from(Array.from({ length: 32 }, (_, at) => at));

// The examples of RFC 3720, appendix B.4, read as numbers; the last is the check value of the catalogue of CRCs.
test.each([
  ["32 bytes of zeros", Buffer.alloc(32), 0x8a9136aa],
  ["32 bytes of ones", Buffer.alloc(32, 0xff), 0x62a8ab43],
  ["32 bytes that rise", rising, 0x46dd794e],
  ["32 bytes that fall", Buffer.from(rising).reverse(), 0x113fdb5c],
  [
    "a SCSI read command",
    Buffer.from(
      "01c00000000000000000000000000000140000000000040000000014000000182800000000000000" +
        "0200000000000000",
      "hex",
    ),
    0xd9963a56,
  ],
  ["nine digits", Buffer.from("123456789"), 0xe3069283],
])("%s", (_what, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
  const inside = Buffer.concat([Buffer.alloc(3, 7), bytes, Buffer.alloc(5, 9)]);
  expect(crc32c(inside, 3, 3 + bytes.length)).toBe(sum);
});
