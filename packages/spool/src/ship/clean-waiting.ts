import type { Disk } from "../disk.js";
import type { Intake } from "../journal/intake.js";
import type { Inheritance } from "../owner/inheritance.js";
import { rewriteSegment } from "../segment/rewrite-segment.js";
import type { DeadLetters } from "./dead-letters.js";

interface Waiting {
  readonly disk: Disk;
  readonly intake: Intake;
  readonly inheritance: Inheritance;
  readonly dead: DeadLetters;
}

/** Takes erased subjects out of all files of this process. Throws file system errors. */
export async function cleanWaiting(
  { disk, intake, inheritance, dead }: Waiting,
  isErased: (subject: string) => boolean,
): Promise<void> {
  // Whatever comes into the next segment is looked at before it is written.
  intake.journal.rotate();
  await intake.sync();
  for (const segment of [...intake.journal.segments]) {
    if (segment === intake.journal.current) continue;
    await rewriteSegment(segment, { disk, isErased });
    segment.verified = segment.size;
  }
  for (const estate of inheritance.estates) {
    const stock = await inheritance.takeStock(estate);
    for (const segment of stock?.segments ?? []) await rewriteSegment(segment, { disk, isErased });
  }
  dead.erase(isErased);
}
