export { type Grant, takeGrant } from "./grants/take-grant.js";
export type { DeadJob, Job, JobOptions, QueueCounts } from "./ports/jobs/job.js";
export type { JobQueue, WorkOptions } from "./ports/jobs/job-queue.js";
export type { PlannedSchedule, Schedule } from "./ports/jobs/schedule.js";
export type {
  ChunkRequest,
  LimitChunk,
  SharedLimits,
} from "./ports/jobs/shared-limits.js";
export type {
  AnswerPlace,
  BegunRun,
  RunSide,
  SharedAnswer,
  SharedComparison,
  SharedRun,
  SharedRuns,
  SharedVersion,
  WrittenAnswer,
} from "./ports/jobs/shared-runs.js";
export type { SharedWork } from "./ports/jobs/shared-work.js";
export type { StoreDatabase } from "./ports/jobs/store-database.js";
