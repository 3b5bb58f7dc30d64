import { z } from "zod";

const count = z.int().min(0);

/** What a worker did until it was stopped. */
export const workerDocument = z.object({
  name: z.string(),
  environment: z.string(),
  queues: z.array(z.string()),
  ranges: count.describe("ranges of cases that it did"),
  given_back: count.describe("ranges that it gave to others"),
  answers: count,
  errors: count.describe("calls that brought no answer"),
  stopped: z.literal(true),
});

export type WorkerReport = z.infer<typeof workerDocument>;
