export { type JobQueueSettings, openJobQueue } from "./open-job-queue.js";
export { migrateJobs } from "./schema/migrate-jobs.js";
