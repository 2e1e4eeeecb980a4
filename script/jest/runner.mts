import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { JestEnvironment } from '@jest/environment'
// It keeps its matchers in a global, which the environment would remove if the first test file loaded it.
import '@jest/expect'
import type * as jestGlobals from '@jest/globals'

const require = createRequire(import.meta.url)
const runCircus = require('jest-circus/runner').default

/** What the test file that is being loaded gets from `@jest/globals`. */
export let globals: typeof jestGlobals
let loads = 0

const shared = [new URL('../../src/', import.meta.url).href, import.meta.url]

registerHooks({
  resolve(specifier, context, nextResolve) {
    const file = /\?file=\d+$/.exec(context.parentURL ?? '')?.[0]
    if (file === undefined) return nextResolve(specifier, context)
    if (specifier === '@jest/globals') {
      const { href } = new URL(`globals.mts${file}`, import.meta.url)
      return { url: href, format: 'module-typescript', shortCircuit: true }
    }
    const resolved = nextResolve(specifier, context)
    // Each test file gets instances of its helpers of its own, as they may add hooks when they are loaded.
    const isPackage = !resolved.url.startsWith('file:') || resolved.url.includes('/node_modules/')
    if (isPackage || shared.some((url) => resolved.url.startsWith(url))) return resolved
    return { ...resolved, url: `${resolved.url}${file}` }
  },
})
// script/test sets it, so that this process and Jest start faster. Programs that tests start do without.
delete process.env.NODE_COMPILE_CACHE
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'))

/**
 * Jest's `testRunner` that leaves loading to Node. Jest's own loader makes a new context of V8 for each test
 * file and loads itself, the code and the packages again in it: that took several times as long as the tests.
 *
 * Here the files of one process share packages and the modules of src. A module that keeps state shows it to the next
 * file, so that a test must not depend on such state. Test files and their helpers are loaded for each file.
 */
export default function run(
  globalConfig: unknown,
  config: unknown,
  environment: JestEnvironment,
  _runtime: unknown,
  path: string,
  sendMessageToJest: unknown,
): Promise<unknown> {
  const { moduleMocker: mocker, fakeTimersModern: timers } = environment
  if (!mocker || !timers) throw new Error('This runner needs the environment beside it.')
  // Jest's own object has more. These are the functions that need no loader of Jest's.
  const jest = {
    advanceTimersByTimeAsync: (ms: number) => timers.advanceTimersByTimeAsync(ms),
    fn: mocker.fn.bind(mocker),
    restoreAllMocks: () => mocker.restoreAllMocks(),
    // A name that is read by jest-circus, as below.
    retryTimes: (times: number) => Reflect.set(globalThis, Symbol.for('RETRY_TIMES'), times),
    // A stable name, by which jest-circus finds the limit.
    setTimeout: (ms: number) => Reflect.set(globalThis, Symbol.for('TEST_TIMEOUT_SYMBOL'), ms),
    spyOn: mocker.spyOn.bind(mocker),
    useFakeTimers: () => timers.useFakeTimers(),
    useRealTimers: () => timers.useRealTimers(),
  }
  const runtime = {
    clearAllMocks: () => mocker.clearAllMocks(),
    enterTestCode() {},
    leaveTestCode() {},
    // The part of jest-circus that keeps the tests of a file: each file gets a new one.
    requireInternalModule(name: string) {
      delete require.cache[name]
      return require(name)
    },
    requireModule: require,
    setGlobalsForRuntime(given: object) {
      globals = { ...given, jest } as unknown as typeof jestGlobals
    },
    async unstable_importModule(name: string) {
      loads++
      await import(`${pathToFileURL(name)}?file=${loads}`)
    },
    unstable_shouldLoadAsEsm: () => true,
  }
  return runCircus(globalConfig, config, environment, runtime, path, sendMessageToJest)
}
