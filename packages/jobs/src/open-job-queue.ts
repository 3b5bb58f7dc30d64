import type { JobQueue, StoreDatabase } from "@promptrail/core/jobs";
import type { PgBoss } from "pg-boss";
import { startBoss } from "./boss/start-boss.js";
import { toBossName } from "./queues/names.js";
import { countJobs, listDead, reviveJob } from "./queues/read-jobs.js";
import { runJob } from "./queues/run-job.js";
import { addSchedule, listSchedules, removeSchedule } from "./queues/schedules.js";
import { toSendOptions } from "./queues/to-send-options.js";

export interface JobQueueSettings {
  /** `(await openedStore.sharedWork())?.database`. It is left open. */
  readonly database: StoreDatabase;
  readonly environment: string;
  /**
   * Whether this process looks for jobs whose process is gone, and puts in those of schedules: one that works should.
   * Default: true.
   */
  readonly watches?: boolean;
  /** Told of what goes wrong between calls, as of a database that is away: work goes on when it is back. */
  readonly onProblem: (error: unknown) => void;
}

/** How long a job that was told to end may take for it. */
const graceMs = 30_000;
/** Between two looks for jobs where nothing is told: a notification comes first, but for jobs that waited for their time. */
const lookSeconds = 1;

/**
 * The queues of one environment in a store's database, whose schema `migrateJobs` has made.
 *
 * @throws PromptrailError `store_outdated` where it has not, `store_unavailable`.
 */
export async function openJobQueue(settings: JobQueueSettings): Promise<JobQueue> {
  const { database, environment, watches = true, onProblem } = settings;
  const boss = await startBoss({ database, watches, onProblem });
  const closing = new AbortController();
  const toName = (queue: string) => toBossName(environment, queue);
  const requireQueue = createQueues(boss);
  let closed: Promise<void> | undefined;
  return {
    send: async (queue, payload, options) => {
      const sending = toSendOptions(options);
      return await boss.send(await requireQueue(toName(queue)), payload, sending);
    },
    schedule: async (schedule) => {
      await requireQueue(toName(schedule.queue));
      await addSchedule(boss, environment, schedule);
    },
    unschedule: (queue, key) => removeSchedule(boss, environment, queue, key),
    schedules: () => listSchedules(boss, environment),
    work: async (queue, handle, { concurrency = 1 } = {}) => {
      const name = await requireQueue(toName(queue));
      const settings = { name, run: { queue, closing: closing.signal, handle } };
      const stops = await Promise.all(
        Array.from({ length: concurrency }, () => startLooking(boss, settings)),
      );
      return async () => {
        await Promise.all(stops.map((stop) => stop()));
      };
    },
    counts: (queue) => countJobs(database, toName(queue)),
    dead: (queue) => listDead(database, toName(queue)),
    revive: (queue, id) => reviveJob(boss, toName(queue), id),
    close: () => {
      closing.abort();
      closed ??= boss.stop({ close: false, timeout: graceMs });
      return closed;
    },
  };
}

const looking = {
  pollingIntervalSeconds: lookSeconds,
  notifyPollingIntervalSeconds: lookSeconds,
  batchSize: 1,
  includeMetadata: true,
} as const;

interface LookingSettings {
  readonly name: string;
  readonly run: Parameters<typeof runJob>[1];
}

/**
 * Takes one job after the other, without a rest while there are some. After one that it gives back it rests: a process that can do
 * none of them, as one with other code, would else take each before those who can.
 */
async function startLooking(
  boss: PgBoss,
  { name, run }: LookingSettings,
): Promise<() => Promise<void>> {
  const handle = async (jobs: Parameters<typeof runJob>[0][]) => {
    for (const job of jobs) await runJob(job, run);
    boss.notifyWorker(id);
  };
  const id = await boss.work<object, void, typeof looking>(name, looking, handle);
  return () => boss.offWork(name, { id, wait: true });
}

/** Makes a queue with its first use here. */
function createQueues(boss: PgBoss): (name: string) => Promise<string> {
  const known = new Map<string, Promise<void>>();
  return async (name) => {
    const making =
      known.get(name) ??
      boss.createQueue(name, { policy: "exclusive", notify: true }).catch((error: unknown) => {
        known.delete(name);
        throw error;
      });
    known.set(name, making);
    await making;
    return name;
  };
}
