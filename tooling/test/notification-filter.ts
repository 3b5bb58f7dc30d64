import { Transform } from "node:stream";

export interface NotificationTally {
  seen: number;
  swallowed: number;
  isSwallowing: boolean;
}

/** `A`, NotificationResponse: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const notificationType = 0x41;
/** The type's byte and the length, which counts itself. */
const headerBytes = 5;

/** Passes on what a server says, message by message, and leaves notifications out when told to. */
export function createNotificationFilter(tally: NotificationTally): Transform {
  let rest = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= headerBytes) {
        const end = 1 + rest.readUInt32BE(1);
        if (rest.length < end) break;
        const isNotification = rest[0] === notificationType;
        if (isNotification) tally.seen += 1;
        if (isNotification && tally.isSwallowing) tally.swallowed += 1;
        else this.push(rest.subarray(0, end));
        rest = rest.subarray(end);
      }
      done();
    },
  });
}
