// Loaded before a program that is not ours: writes its heap snapshot when it ends.
import { isMainThread } from 'node:worker_threads'
import { writeSnapshot } from './write.mjs'

if (isMainThread) process.once('exit', writeSnapshot)
