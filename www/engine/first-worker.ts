// A worker with the module of a first visit.
import { exhausted, initSync, Job } from '../pkg/first/second_law.js';
import { serveJobs } from './jobs';

serveJobs({ exhausted, initSync, Job });
