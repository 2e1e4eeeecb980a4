import type { BinaryStore } from '../../base/ports.ts'

/** The runner's tool cache and the cache between jobs. What they need is loaded only when they are used. */
export function createBinaryStore(env: NodeJS.ProcessEnv): BinaryStore {
  return {
    find: async (binary) => (await toolCache()).findKept(binary),
    keep: async (file, binary) => (await toolCache()).keep(file, binary, env),
    openJobCache: async (binary) => (await import('./job-cache.ts')).openJobCache(binary, env),
    download: async (url, file) => (await import('./download.ts')).download(url, file),
  }
}

function toolCache(): Promise<typeof import('./tool-cache.ts')> {
  return import('./tool-cache.ts')
}
