// The thread of `yaml-thread.ts` where the sources were not built, as tests run them.
import { register } from 'tsx/esm/api'

register()
await import('./yaml-thread.ts')
