import type { JestEnvironment, JestEnvironmentConfig } from '@jest/environment'
import { ModernFakeTimers } from '@jest/fake-timers'
import { ModuleMocker } from 'jest-mock'

/**
 * Jest's environment for test files that run in Node itself. It undoes what a file changed in the process,
 * as the next file runs there too: variables, the working directory, globals, mocks, timers, handlers of
 * signals. It doesn't undo changes within a global, such as a new function in `Math`.
 */
export default class NodeEnvironment implements JestEnvironment {
  readonly global = globalThis as unknown as JestEnvironment['global']
  readonly moduleMocker = new ModuleMocker(this.global)
  readonly fakeTimers = null
  readonly fakeTimersModern: ModernFakeTimers
  readonly #variables = { ...process.env }
  readonly #directory = process.cwd()
  readonly #exit = process.exit
  readonly #globals = globals()
  readonly #handlers = signalHandlers()

  // Jest changes the console and `process.exit` between this and `setup`.
  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: this.global })
  }

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks()
    this.fakeTimersModern.dispose()
    for (const [key, descriptor] of globals()) {
      const earlier = this.#globals.get(key)
      if (earlier === undefined) Reflect.deleteProperty(globalThis, key)
      else if (!isSame(earlier, descriptor)) Object.defineProperty(globalThis, key, earlier)
    }
    for (const name of Object.keys(process.env)) {
      if (!(name in this.#variables)) delete process.env[name]
    }
    Object.assign(process.env, this.#variables)
    process.chdir(this.#directory)
    process.exit = this.#exit
    process.exitCode = undefined
    for (const [name, handler] of signalHandlers()) {
      const isEarlier = this.#handlers.some((one) => one[0] === name && one[1] === handler)
      if (!isEarlier) process.removeListener(name, handler)
    }
  }

  getVmContext() {
    return null
  }
}

function globals(): Map<PropertyKey, PropertyDescriptor> {
  const descriptors = Object.getOwnPropertyDescriptors(globalThis) as Record<
    PropertyKey,
    PropertyDescriptor
  >
  return new Map(Reflect.ownKeys(descriptors).map((key) => [key, descriptors[key] ?? {}]))
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor): boolean {
  return one.value === other.value && one.get === other.get && one.set === other.set
}

function signalHandlers(): (readonly [name: string, handler: () => void])[] {
  return process
    .eventNames()
    .filter((name) => typeof name === 'string' && name.startsWith('SIG'))
    .flatMap((name) =>
      process.rawListeners(name).map((handler) => [String(name), handler as () => void] as const),
    )
}
