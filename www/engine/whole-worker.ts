// A worker with the whole module.
import { exhausted, initSync, Job } from '../pkg/second_law.js';
import { serveJobs } from './jobs';

serveJobs({ exhausted, initSync, Job });
