/** The polynomial 0x1EDC6F41 (Castagnoli), reflected, as RFC 3720 has it. */
const polynomial = 0x82f63b78;

/** Eight tables of 256, one behind the other: "slicing by 8". Signed, as numbers beyond 2^31 are slow in V8. */
const tables = makeTables();

function makeTables(): Int32Array {
  const made = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) {
      value = (value & 1) === 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    }
    made[byte] = value;
  }
  for (let at = 256; at < made.length; at += 1) {
    const before = made[at - 256] ?? 0;
    made[at] = (before >>> 8) ^ (made[before & 0xff] ?? 0);
  }
  return made;
}

/** CRC-32C of the bytes from `from` up to `to`, as an unsigned number of 32 bits. */
export function crc32c(bytes: Uint8Array, from = 0, to = bytes.length): number {
  const byteAt = (at: number): number => bytes[at] ?? 0;
  const look = (table: number, byte: number): number => tables[table * 256 + (byte & 0xff)] ?? 0;
  let crc = -1;
  let at = from;
  for (; at + 8 <= to; at += 8) {
    crc =
      look(7, crc ^ byteAt(at)) ^
      look(6, (crc >>> 8) ^ byteAt(at + 1)) ^
      look(5, (crc >>> 16) ^ byteAt(at + 2)) ^
      look(4, (crc >>> 24) ^ byteAt(at + 3)) ^
      look(3, byteAt(at + 4)) ^
      look(2, byteAt(at + 5)) ^
      look(1, byteAt(at + 6)) ^
      look(0, byteAt(at + 7));
  }
  for (; at < to; at += 1) crc = (crc >>> 8) ^ look(0, crc ^ byteAt(at));
  return ~crc >>> 0;
}
