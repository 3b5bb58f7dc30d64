export type { DeadJob, Job, JobOptions, QueueCounts } from "./ports/jobs/job.js";
export type { JobQueue, WorkOptions } from "./ports/jobs/job-queue.js";
export type { PlannedSchedule, Schedule } from "./ports/jobs/schedule.js";
export type { SharedWork } from "./ports/jobs/shared-work.js";
export type { StoreDatabase } from "./ports/jobs/store-database.js";
