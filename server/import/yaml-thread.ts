import { parentPort } from 'node:worker_threads'
import { readDocument } from '../seed/yaml-document.ts'

// The thread that `yaml-aside.ts` starts: what comes in are the bytes of one file, what goes out is what stands in it.
parentPort?.on('message', (bytes: Uint8Array) => parentPort?.postMessage(readDocument(bytes)))
